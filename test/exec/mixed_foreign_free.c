// RUN: %exec %s
// A block from elsewhere and an own one reach the same free: exactly the foreign one is freed (trap 21, section 8).
// The guard splits blocks, so the clean-up crashes on analyses that were not told (trap 75).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static int live;

NOINLINE int *make(int first)
{
	int *numbers = malloc(6 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 6, first);
	live++;
	return numbers;
}

NOINLINE long consume(int *foreign, int first)
{
	int *numbers = foreign;
	if (!numbers) {
		numbers = malloc(6 * sizeof *numbers);
		if (!numbers)
			abort();
		fill(numbers, 6, first);
	}
	long total = sum(numbers, 6);
	free(numbers);
	live -= foreign != NULL;
	return total;
}

int main(void)
{
	for (int i = 0; i < 6; i++)
		printf("%ld\n", consume(i & 1 ? make(opaque(i)) : NULL, opaque(10 * i)));
	/* A foreign block that was not freed, or freed twice, would show in what malloc hands out next. */
	int *again = make(1), *other = make(2);
	printf("%d %d\n", again != other, live);
	free(again);
	free(other);
	return 0;
}
