// RUN: %exec %s
// CLASS: the rewrite of a size changes the order of what happens
// WHOSE: Go #81696 (trap 28, 82)
// The size comes from a call that prints and counts; a comparison of it with a limit comes before or after nothing
// else.
// HEAP: O1,O2 <= 0
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

static int calls;

NOINLINE size_t ask(const char *what, int size)
{
	printf("%s %d\n", what, ++calls);
	return (size_t)size;
}

NOINLINE long ordered(int size)
{
	size_t first = ask("first", size) & 31, second = ask("second", size * 3) & 127;
	int *left = malloc((first + 1) * sizeof *left);
	fill(left, (int)first + 1, calls);
	int *right = calloc(second + 1, sizeof *right);
	right[second] = (int)ask("third", size);
	long total = sum(left, (int)first + 1) * 1000 + sum(right, (int)second + 1);
	free(left);
	total += (long)ask("fourth", 1);
	free(right);
	return total;
}

int main(void)
{
	printf("%ld\n", ordered(opaque(20)));
	return 0;
}
