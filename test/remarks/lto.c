// REQUIRES: lld
// RUN: rm -f %t.yaml
// RUN: %clang -O2 -flto -c %s -o %t.1.o
// RUN: %clang -O2 -flto -DSECOND -c %s -o %t.2.o
// RUN: %clang -O2 -flto -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.1.o %t.2.o -o %t \
// RUN:   -Wl,--opt-remarks-filename,%t.yaml,--opt-remarks-passes,escape
// RUN: %FileCheck %s < %t.yaml
// RUN: %t | %FileCheck --check-prefix=OUTPUT %s
// Full LTO: only the linker sees that the other file keeps nothing.
#include <stdio.h>
#include <stdlib.h>

int sum(int *numbers, int count);

#ifdef SECOND
__attribute__((noinline)) int sum(int *numbers, int count)
{
	int total = 0;
	for (int i = 0; i < count; i++)
		total += numbers[i] *= 2;
	return total;
}
#else
int main(int argc, char **argv)
{
	int *numbers = malloc(4 * sizeof *numbers);
	for (int i = 0; i < 4; i++)
		numbers[i] = argc + i;
	printf("%d\n", sum(numbers, 4));
	free(numbers);
	return 0;
}
#endif
// CHECK:      --- !Passed
// CHECK-NEXT: Pass:            escape
// CHECK-NEXT: Name:            Promoted
// CHECK:      Function:        main
// CHECK:        - Size:            '16'
// CHECK:        - Phase:           link
// OUTPUT: 20

// With options: the linker must load the plugin a second time, as a plugin of its own.
// RUN: %clang -O2 -flto -fuse-ld=lld -Wl,--load-pass-plugin=%plugin -Wl,-mllvm,-load=%plugin,-mllvm,-escape-max-size=8 \
// RUN:   %t.1.o %t.2.o -o %t -Wl,--opt-remarks-filename,%t.small.yaml,--opt-remarks-passes,escape
// RUN: %FileCheck --check-prefix=SMALL %s < %t.small.yaml
// SMALL: Name:            TooLarge
