// RUN: %exec %s
// A million pairs of malloc and free, of constant and of bounded size: the frame must not grow with them (trap 38).
// CHECKED: no (a million objects in memory of their own take their time)
// STACK: 256K
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE unsigned long pairs(int rounds)
{
	unsigned long total = 0;
	for (int i = 0; i < rounds; i++) {
		size_t count = 1 + ((size_t)i & 31);
		int *fixed = malloc(16 * sizeof *fixed);
		int *bounded = malloc(count * sizeof *bounded);
		if (!fixed || !bounded)
			abort();
		fill(fixed, 4, i & 7);
		fill(bounded, (int)count, i & 3);
		total = total * 3 + (unsigned long)(sum(fixed, 4) + sum(bounded, (int)count));
		free(bounded);
		free(fixed);
	}
	return total;
}

int main(void)
{
	printf("%lu\n", pairs(opaque(1000000)));
	return 0;
}
