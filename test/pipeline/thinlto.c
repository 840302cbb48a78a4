// REQUIRES: lld
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: %clang -O2 -flto=thin -c %s -o %t.dir/1.o
// RUN: %clang -O2 -flto=thin -DSECOND -c %s -o %t.dir/2.o
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/1.o %t.dir/2.o -o %t.dir/program \
// RUN:   -Wl,--thinlto-jobs=1,--opt-remarks-filename,%t.dir/one,--opt-remarks-passes,escape
// RUN: %t.dir/program | %FileCheck --check-prefix=OUTPUT %s
// RUN: cat %t.dir/one.thin.* | %FileCheck %s
// The backends run in threads. Their records do not depend on how many there are (trap 78).
// RUN: %clang -O2 -flto=thin -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.dir/1.o %t.dir/2.o -o %t.dir/program \
// RUN:   -Wl,--thinlto-jobs=2,--opt-remarks-filename,%t.dir/two,--opt-remarks-passes,escape
// RUN: cat %t.dir/one.thin.* > %t.dir/one.all
// RUN: cat %t.dir/two.thin.* | diff %t.dir/one.all -
#include <stdio.h>
#include <stdlib.h>

int sum(int *numbers, int count);

#ifdef SECOND
int sum(int *numbers, int count)
{
	int *copy = malloc(8 * sizeof *copy), total = 0;
	for (int i = 0; i < count; i++)
		copy[i & 7] = numbers[i];
	for (int i = 0; i < count; i++)
		total += copy[i ^ 3];
	free(copy);
	return total;
}
#else
int main(int argc, char **argv)
{
	int *numbers = malloc(4 * sizeof *numbers);
	for (int i = 0; i < 4; i++)
		numbers[i * argc] = argc + i;
	printf("%d\n", sum(numbers, 8 / 2));
	free(numbers);
	return 0;
}
#endif
// CHECK: --- !Passed
// CHECK: Name:            Promoted
// CHECK: Size:            '32'
// OUTPUT: 10
