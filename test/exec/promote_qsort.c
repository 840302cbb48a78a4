// RUN: %exec %s
// qsort and bsearch over a promoted array: the comparator sees pointers into it, bsearch returns one (trap 4, trap 13).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 rank 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static int by_value(const void *left, const void *right)
{
	int a = *(const int *)left, b = *(const int *)right;
	return (a > b) - (a < b);
}

NOINLINE int rank(int seed, int wanted)
{
	int *numbers = malloc(40 * sizeof *numbers);
	if (!numbers)
		return -2;
	for (int i = 0; i < 40; i++)
		numbers[i] = (seed + i * 37) % 101;
	qsort(numbers, 40, sizeof *numbers, by_value);
	int *found = bsearch(&wanted, numbers, 40, sizeof *numbers, by_value);
	int place = found ? *found : -1;
	place = place * 1000 + numbers[seed % 40];
	free(numbers);
	return place;
}

int main(void)
{
	for (int i = 0; i < 5; i++)
		printf("%d\n", rank(opaque(i * 7), opaque(37 + i)));
	return 0;
}
