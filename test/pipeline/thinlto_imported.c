// REQUIRES: lld
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: %clang -O2 -flto=thin -c %s -o %t.dir/1.o
// RUN: %clang -O2 -flto=thin -DSECOND -c %s -o %t.dir/2.o
// A ThinLTO backend drops imported functions before OptimizerEarly, so the pass runs before the simplification as well.
//
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/1.o %t.dir/2.o -o %t.dir/program \
// RUN:   -Wl,--thinlto-jobs=1,--opt-remarks-filename,%t.dir/link,--opt-remarks-passes,escape \
// RUN:   -Wl,-mllvm,-print-before=escape,-mllvm,-print-module-scope 2>&1 | %FileCheck --check-prefix=EARLY %s
// RUN: %t.dir/program | %FileCheck --check-prefix=OUTPUT %s
// It finds the imported function with its body, and the later run does not.
// EARLY: IR Dump Before {{.*}}EscapePass
// EARLY: define {{.*}}@main(
// EARLY: define available_externally {{.*}}@count(
// EARLY: IR Dump Before {{.*}}EscapePass
// EARLY: define {{.*}}@main(
// EARLY-NOT: define available_externally
// EARLY: declare {{.*}}@count(
//
// Each site has one verdict: the copy that is imported has none, what the early run promotes is not spoken of again.
// RUN: cat %t.dir/link.thin.* | grep -c -e '--- !Passed' | %FileCheck --check-prefix=TWO %s
// RUN: cat %t.dir/link.thin.* | %FileCheck %s
// TWO: {{^}}2{{$}}
// CHECK:     --- !Passed
// CHECK:     Function: main
// CHECK:     Phase: link
// CHECK:     --- !Passed
// CHECK:     Function: count
// CHECK:     Phase: link
// CHECK-NOT: --- !Missed
//
// The option that switches it off; -escape-early does not outdo it.
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/1.o %t.dir/2.o -o %t.dir/late \
// RUN:   -Wl,-mllvm,-load=%plugin,-mllvm,-escape-no-early,-mllvm,-escape-early,--thinlto-jobs=1 \
// RUN:   -Wl,-mllvm,-print-before=escape,-mllvm,-print-module-scope 2>&1 | %FileCheck --check-prefix=LATE %s
// RUN: %t.dir/late | %FileCheck --check-prefix=OUTPUT %s
// LATE-NOT: define available_externally
// LATE: define {{.*}}@main(
// LATE-NOT: define available_externally
//
// Nothing is added to the pipeline of a compiler that does not link, nor to the one before the link.
// RUN: %rawopt -load-pass-plugin=%plugin -passes='default<O2>' -print-pipeline-passes -disable-output %p/Inputs/empty.ll \
// RUN:   | %FileCheck --check-prefix=ONCE %s
// RUN: %rawopt -load-pass-plugin=%plugin -passes='thinlto-pre-link<O2>' -print-pipeline-passes -disable-output \
// RUN:   %p/Inputs/empty.ll | %FileCheck --check-prefix=ONCE %s
// RUN: %rawopt -load-pass-plugin=%plugin -passes='lto-pre-link<O2>' -print-pipeline-passes -disable-output \
// RUN:   %p/Inputs/empty.ll | %FileCheck --check-prefix=ONCE %s
// RUN: %rawopt -load-pass-plugin=%plugin -passes='thinlto<O2>' -print-pipeline-passes -disable-output %p/Inputs/empty.ll \
// RUN:   | %FileCheck --check-prefix=TWICE %s
// ONCE-NOT: ,escape,
// ONCE: inline
// ONCE-NOT: ,escape,{{.*}},escape,
// ONCE: ,escape,
// TWICE: ,escape,{{.*}}inline{{.*}},elim-avail-extern,{{.*}},escape,
#include <stdio.h>
#include <stdlib.h>

int count(const int *numbers, int depth);

#ifdef SECOND
// It is imported but cannot be inlined altogether, since it calls itself twice.
int count(const int *numbers, int depth)
{
	if (depth == 0)
		return numbers[0];
	int *copy = malloc(2 * sizeof *copy);
	copy[depth & 1] = numbers[0];
	copy[~depth & 1] = numbers[1];
	int both = count(numbers, depth - 1) * count(numbers + 1, depth / 2) + copy[numbers[0] & 1];
	free(copy);
	return both;
}
#else
int main(int argc, char **argv)
{
	int *numbers = malloc(8 * sizeof *numbers);
	for (int i = 0; i < 8; i++)
		numbers[i] = argc + i;
	int result = numbers[argc & 7] + numbers[(argc + 2) & 7];
	free(numbers);
	printf("%d %d\n", result, count((const int[]){1, 2, 3, 4, 5, 6}, 3 + argc - 1));
	return 0;
}
#endif
// OUTPUT: {{^}}6 {{[0-9]+$}}
