// RUN: %exec %s
// Heap objects beside alloca and variable-length arrays in inner scopes: a slot must not sit in their region (trap 39).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long mixed(int rounds)
{
	long total = 0;
	int *outside = malloc(10 * sizeof *outside);
	if (!outside)
		abort();
	fill(outside, 10, rounds);
	for (int i = 1; i <= rounds; i++) {
		int row[i * 5];
		int *inside = malloc(10 * sizeof *inside);
		if (!inside)
			abort();
		fill(row, i * 5, i);
		fill(inside, 10, row[i]);
		total += sum(row, i * 5) + sum(inside, 10);
		outside[i % 10] += inside[9];
		free(inside);
	}
	total += sum(outside, 10);
	free(outside);
	return total;
}

NOINLINE long survives_scope(int count)
{
	int *kept;
	{
		int row[count];
		fill(row, count, 1);
		kept = malloc(10 * sizeof *kept);
		if (!kept)
			abort();
		fill(kept, 10, (int)sum(row, count));
	}
	int *later = __builtin_alloca((size_t)count * 8 * sizeof *later);
	fill(later, count * 8, -1);
	{
		int again[count * 2];
		fill(again, count * 2, 77);
		kept[3] += again[count];
	}
	long total = sum(kept, 10) + sum(later, count * 8);
	free(kept);
	return total;
}

int main(void)
{
	printf("%ld %ld\n", mixed(opaque(6)), survives_scope(opaque(9)));
	return 0;
}
