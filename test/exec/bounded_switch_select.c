// RUN: %exec %s
// Sizes out of a switch and out of a conditional: the slot takes the largest.
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long by_kind(int kind)
{
	int count;
	switch (kind) {
	case 0: count = 7; break;
	case 1: count = 50; break;
	case 2: count = 21; break;
	default: count = 1; break;
	}
	int *numbers = malloc((size_t)count * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, count, kind);
	long total = sum(numbers, count);
	free(numbers);
	return total;
}

NOINLINE long by_flag(int wide)
{
	int count = wide ? 60 : 6;
	int *numbers = malloc((size_t)count * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, count, 9);
	long total = sum(numbers, count);
	free(numbers);
	return total;
}

int main(void)
{
	for (int kind = 0; kind < 4; kind++)
		printf("%ld %ld\n", by_kind(opaque(kind)), by_flag(opaque(kind & 1)));
	return 0;
}
