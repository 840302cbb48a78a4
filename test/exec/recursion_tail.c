// RUN: %exec %s
// Tail recursion a million deep: a loop without the plugin, and it must stay one (trap 50, trap 52, trap 57).
// CHECKED: no (its calls keep recursion from becoming a loop)
// LEVELS: O2,O3,Os
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long plain(long depth, long total)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, (int)(depth & 15));
	total = (total + sum(numbers, 4)) % 1000003;
	free(numbers);
	if (depth == 0)
		return total;
	return plain(depth - 1, total);
}

NOINLINE long two_exits(long depth, long total)
{
	int *numbers = calloc(6, sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 3, (int)(depth & 7));
	long step = sum(numbers, 6);
	if (step % 5 == 0) {
		free(numbers);
		return depth < 2 ? total : two_exits(depth - 2, total + 1);
	}
	total = (total * 3 + numbers[depth & 3]) % 1000003;
	free(numbers);
	return depth < 1 ? total : two_exits(depth - 1, total);
}

static int by_value(const void *left, const void *right)
{
	return *(const int *)left - *(const int *)right;
}

/* LLVM does not know that qsort keeps nothing: the slot must not look captured to it. */
NOINLINE long sorted(long depth, long total)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, (int)(depth & 15));
	numbers[depth & 3] = 20;
	qsort(numbers, 4, sizeof *numbers, by_value);
	total = (total * 5 + numbers[2]) % 1000003;
	free(numbers);
	if (depth == 0)
		return total;
	return sorted(depth - 1, total);
}

int main(void)
{
	printf("%ld\n", plain(opaque(1000000), 0));
	printf("%ld\n", two_exits(opaque(1000000), 1));
	printf("%ld\n", sorted(opaque(1000000), 2));
	return 0;
}
