// RUN: %exec %s
// Loops made of goto, one of them entered in two places: freed in the iteration, and freed one iteration late
// (trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long straight(int rounds)
{
	long total = 0;
	int *numbers;
again:
	numbers = malloc(7 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 7, rounds);
	total += sum(numbers, 7);
	free(numbers);
	if (--rounds > 0)
		goto again;
	return total;
}

NOINLINE long two_entries(int rounds, int late)
{
	long total = 0;
	int *numbers = NULL, *older = NULL;
	if (late)
		goto middle;
top:
	numbers = malloc(7 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 7, rounds);
middle:
	if (older)
		total += 5 * sum(older, 7);
	if (numbers)
		total += sum(numbers, 7);
	free(older);
	older = numbers;
	numbers = NULL;
	if (rounds-- > 0)
		goto top;
	free(older);
	return total;
}

int main(void)
{
	printf("%ld %ld\n", straight(opaque(1)), straight(opaque(6)));
	printf("%ld %ld\n", two_entries(opaque(5), opaque(0)), two_entries(opaque(5), opaque(1)));
	return 0;
}
