// RUN: %exec %s
// Returned: alone, after a conditional, and in a struct by value (trap 1, trap 3). None can be in the frame of the
// function that makes it; all can be in that of main, which outlives it.
// HEAP: O1,O2 == 0
// REFUSED: O1 plain EscapesToReturn
// REFUSED: O1 sometimes EscapesToReturn
// REFUSED: O1 by_value EscapesToReturn
// PROMOTED: O1 main 4
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct slice {
	int *data;
	long length;
};

NOINLINE int *plain(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (numbers)
		fill(numbers, 4, first);
	return numbers;
}

NOINLINE int *sometimes(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 4, first);
	if (sum(numbers, 4) % 2) {
		free(numbers);
		return NULL;
	}
	return numbers;
}

NOINLINE struct slice by_value(int first)
{
	struct slice slice = {malloc(4 * sizeof(int)), 4};
	if (!slice.data)
		abort();
	fill(slice.data, 4, first);
	return slice;
}

int main(void)
{
	int *one = plain(opaque(1)), *two = sometimes(opaque(2)), *three = sometimes(opaque(3));
	struct slice four = by_value(opaque(4));
	clobber_stack();
	printf("%ld %ld\n", one ? sum(one, 4) : -1, two ? sum(two, 4) : -1);
	printf("%ld %ld\n", three ? sum(three, 4) : -1, sum(four.data, (int)four.length));
	free(one);
	free(two);
	free(three);
	free(four.data);
	return 0;
}
