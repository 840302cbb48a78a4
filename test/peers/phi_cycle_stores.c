// RUN: %exec %s
// CLASS: stores are removed though a pointer that goes round a loop still leads to them
// WHOSE: LLVM #61883 (trap 36)
// Two cells change places in every round through a pair of phis that feed each other.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 alternate 2
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER void put(long *cell, long value)
{
	*cell = value;
}

NOINLINE long alternate(int rounds)
{
	long *first = malloc(sizeof *first), *second = malloc(sizeof *second);
	put(first, 3);
	put(second, 4);
	long *now = first, *other = second;
	for (int i = 0; i < rounds; i++) {
		*now = *other * 2 + i;
		long *swap = now;
		now = other;
		other = swap;
	}
	long result = *first * 10000 + *second;
	free(first);
	free(second);
	return result;
}

int main(void)
{
	printf("%ld %ld %ld\n", alternate(opaque(5)), alternate(opaque(6)), alternate(opaque(0)));
	return 0;
}
