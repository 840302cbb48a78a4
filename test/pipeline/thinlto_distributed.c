// REQUIRES: lld
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: cd %t.dir
// RUN: %clang -O2 -flto=thin -c %s -o 1.o
// RUN: %clang -O2 -flto=thin -DSECOND -c %s -o 2.o
//
// A distributed build, each backend an lld that is told its module: all of them have the plugin, and see what is imported.
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin 1.o 2.o -o program \
// RUN:   -Wl,--thinlto-single-module=1.o,--lto-obj-path=native.1.,--opt-remarks-filename,link,--opt-remarks-passes,escape \
// RUN:   -Wl,-mllvm,-print-before=escape,-mllvm,-print-module-scope > dump 2>&1
// RUN: %FileCheck --check-prefix=IMPORT %s < dump
// RUN: cat link.thin.* | %FileCheck %s
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin 1.o 2.o -o program \
// RUN:   -Wl,--thinlto-single-module=2.o,--lto-obj-path=native.2.
// RUN: %not ls program
// RUN: %clang native.1.* native.2.* -o program
// RUN: ./program | %FileCheck --check-prefix=OUTPUT %s
//
// The backends that clang itself runs load no plugin in the versions that are supported: README.md says so. When this
// fails, it can say better.
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--thinlto-index-only 1.o 2.o -o index
// RUN: %clang -O2 -x ir 1.o -fthinlto-index=1.o.thinlto.bc -fpass-plugin=%plugin -c -o clang.1.o
// RUN: %llvm/llvm-nm clang.1.o | %FileCheck --check-prefix=NONE %s
// NONE: U malloc
#include <stdio.h>
#include <stdlib.h>

struct holder {
	int *numbers;
};

int count(int depth);
void put(struct holder *holder, int *numbers, int first);

#ifdef SECOND
int count(int depth)
{
	return depth == 0 ? 1 : count(depth - 1) * 2 + count(depth / 2);
}

void put(struct holder *holder, int *numbers, int first)
{
	numbers[first & 3] = first;
	holder->numbers = numbers;
}
#else
int main(int argc, char **argv)
{
	struct holder holder;
	int *numbers = malloc(4 * sizeof *numbers);
	for (int i = 0; i < 4; i++)
		numbers[i] = i * argc;
	put(&holder, numbers, count(argc));
	int total = holder.numbers[argc] + holder.numbers[argc + 1];
	printf("%d\n", total);
	free(numbers);
	return 0;
}
#endif
// IMPORT: define {{.*}}@main(
// IMPORT: define available_externally {{.*}}@count(
// CHECK: Name: Promoted
// CHECK: Function: main
// CHECK: Phase: link
// CHECK-NOT: --- !Missed
// OUTPUT: 3
