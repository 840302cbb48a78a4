// RUN: %exec %s
// The pointer is in a global while calls work on it, and freed on every way out; a stale copy stays behind, never used
// again (proof B: trap 18, trap 50).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static int *working_set;
static int size;

NOINLINE void bump(void)
{
	for (int i = 0; i < size; i++)
		working_set[i] += i;
}

NOINLINE long total(void)
{
	int copy[64];
	for (int i = 0; i < 64; i++)
		copy[i] = i < size ? working_set[i] : 1;
	return sum(copy, 64);
}

NOINLINE long process(int first, int rounds)
{
	int *numbers = malloc(20 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 20, first);
	working_set = numbers;
	size = 20;
	for (int i = 0; i < rounds; i++)
		bump();
	if (numbers[19] > 100) {
		free(numbers);
		return -2;
	}
	numbers[3] = 1000;
	long result = total();
	free(numbers);
	return result;
}

int main(void)
{
	printf("%ld %ld %ld\n", process(opaque(1), opaque(0)), process(opaque(2), opaque(2)), process(opaque(2), opaque(9)));
	return 0;
}
