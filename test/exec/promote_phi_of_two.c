// RUN: %exec %s
// Two allocations of different sizes meet in a phi and share one free (trap 21).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long either(int wide, int first)
{
	int *numbers;
	int count;
	if (wide) {
		count = 40;
		numbers = calloc(40, sizeof *numbers);
		if (!numbers)
			return -1;
		fill(numbers + 20, 20, first);
	} else {
		count = 3;
		numbers = malloc(3 * sizeof *numbers);
		if (!numbers)
			return -1;
		fill(numbers, 3, first);
	}
	long total = sum(numbers, count);
	free(numbers);
	return total;
}

int main(void)
{
	for (int i = 0; i < 4; i++)
		printf("%ld\n", either(opaque(i & 1), opaque(i)));
	return 0;
}
