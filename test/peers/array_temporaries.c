// RUN: %exec %s
// CLASS: temporaries of any size go to the stack
// WHOSE: Flang #56018, #88344, #192932, PR #140901; flang-compiler #630 (trap 28, 55)
// An expression over arrays makes two temporaries of a size that is known at run time: some bytes or some megabytes.
// STACK: 256K
// HEAP: O1,O2 == 4
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE double expression(const double *a, const double *b, size_t count)
{
	double *products = malloc(count * sizeof *products), *sums = malloc(count * sizeof *sums);
	for (size_t i = 0; i < count; i++)
		products[i] = a[i] * b[count - 1 - i];
	for (size_t i = 0; i < count; i++)
		sums[i] = products[i] + products[count - 1 - i];
	double total = 0;
	for (size_t i = 0; i < count; i++)
		total += sums[i] * (i & 1 ? -1 : 2);
	free(sums);
	free(products);
	return total;
}

int main(void)
{
	static double a[100000], b[100000];
	for (int i = 0; i < 100000; i++) {
		a[i] = i % 8;
		b[i] = i % 4;
	}
	printf("%.1f %.1f %.1f\n", expression(a, b, (size_t)opaque(1)), expression(a, b, (size_t)opaque(100)),
	       expression(a, b, (size_t)opaque(100000)));
	return 0;
}
