// REQUIRES: lld
// RUN: rm -rf %t.dir && mkdir -p %t.dir/full %t.dir/thin
// What stays on the heap before the link is decided again by it, when the function of the other file can be inlined.
//
// Full LTO, with the plugin in both steps.
// RUN: %clang --config=%cfg -O2 -flto -c %s -o %t.dir/full/1.o -foptimization-record-file=%t.dir/full/1.yaml
// RUN: %FileCheck --check-prefix=BEFORE %s < %t.dir/full/1.yaml
// RUN: %clang --config=%cfg -O2 -flto -DSECOND -c %s -o %t.dir/full/2.o
// RUN: %clang -O2 -flto -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/full/1.o %t.dir/full/2.o -o %t.dir/full/program \
// RUN:   -Wl,--opt-remarks-filename,%t.dir/full/link.yaml,--opt-remarks-passes,escape
// RUN: %FileCheck --check-prefix=LINK %s < %t.dir/full/link.yaml
// RUN: %t.dir/full/program | %FileCheck --check-prefix=OUTPUT %s
//
// ThinLTO.
// RUN: %clang --config=%cfg -O2 -flto=thin -c %s -o %t.dir/thin/1.o -foptimization-record-file=%t.dir/thin/1.yaml
// RUN: %FileCheck --check-prefix=BEFORE %s < %t.dir/thin/1.yaml
// RUN: %clang --config=%cfg -O2 -flto=thin -DSECOND -c %s -o %t.dir/thin/2.o
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/thin/1.o %t.dir/thin/2.o \
// RUN:   -o %t.dir/thin/program -Wl,--opt-remarks-filename,%t.dir/thin/link,--opt-remarks-passes,escape
// RUN: cat %t.dir/thin/link.thin.* | %FileCheck --check-prefix=LINK %s
// RUN: %t.dir/thin/program | %FileCheck --check-prefix=OUTPUT %s
//
// Without the link's run it stays where it was.
// RUN: %clang -O2 -flto=thin -fuse-ld=lld %t.dir/thin/1.o %t.dir/thin/2.o -o %t.dir/thin/plain
// RUN: %llvm/llvm-nm %t.dir/thin/plain | %FileCheck --check-prefix=PLAIN %s
// RUN: %llvm/llvm-nm %t.dir/thin/program | %FileCheck --check-prefix=NM %s
// RUN: %llvm/llvm-nm %t.dir/full/program | %FileCheck --check-prefix=NM %s
#include <stdio.h>
#include <stdlib.h>

struct holder {
	int *numbers;
};

void put(struct holder *holder, int *numbers, int first);

#ifdef SECOND
// It keeps the pointer, in an object of the caller: no attribute would say that this is harmless.
void put(struct holder *holder, int *numbers, int first)
{
	numbers[first & 3] = first;
	holder->numbers = numbers;
}
#else
int main(int argc, char **argv)
{
	struct holder holder;
	int *numbers = calloc(4, sizeof *numbers), total = 0;
	put(&holder, numbers, argc);
	for (int i = 0; i < 4; i++)
		total += holder.numbers[i ^ argc] * (i + 1);
	printf("%d\n", total);
	free(numbers);
	return 0;
}
#endif
// LLVM 19 does not tell what a compiler is working for.
// BEFORE: Name: EscapesToCall
// BEFORE: Phase: {{pre-link|compile}}

// LINK: --- !Passed
// LINK: Name: Promoted
// LINK: Function: main
// LINK: Size: '16'
// LINK: Phase: link
// LINK-NOT: --- !Missed

// PLAIN: U calloc
// NM-NOT: calloc
// OUTPUT: 1
