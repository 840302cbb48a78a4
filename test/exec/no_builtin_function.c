// RUN: %exec %s
// One function opts out of the builtin malloc, its neighbour does not (trap 31, trap 61).
// HEAP: O1,O2 <= 3
// HEAP: O1,O2 >= 3
// PROMOTED: O1 opted_out 0
// PROMOTED: O1 neighbour 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE __attribute__((no_builtin("malloc", "free"))) long opted_out(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, first);
	long total = sum(numbers, 4);
	free(numbers);
	return total;
}

NOINLINE long neighbour(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, first);
	long total = 2 * sum(numbers, 4);
	free(numbers);
	return total;
}

int main(void)
{
	for (int i = 0; i < 3; i++)
		printf("%ld %ld\n", opted_out(opaque(i)), neighbour(opaque(i)));
	return 0;
}
