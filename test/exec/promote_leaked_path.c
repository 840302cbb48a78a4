// RUN: %exec %s
// One return forgets the free, and one object is never freed: the frame reclaims both (trap 18).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 forgetful 1
// PROMOTED: O1 never_freed 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long forgetful(int first)
{
	int *numbers = malloc(12 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 12, first);
	long total = sum(numbers, 12);
	if (total & 1)
		return total;
	free(numbers);
	return -total;
}

NOINLINE long never_freed(int first)
{
	int *numbers = malloc(5 * sizeof *numbers);
	fill(numbers, 5, first);
	return sum(numbers, 5);
}

int main(void)
{
	for (int i = 0; i < 4; i++)
		printf("%ld %ld\n", forgetful(opaque(i)), never_freed(opaque(i)));
	return 0;
}
