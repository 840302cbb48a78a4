// RUN: %exec %s
// A helper frees its argument, though it does not capture it: always, by a cleanup handler through the address of the
// variable, and under a condition (trap 17, trap 19, trap 129). All three are followed, and copies of them do not free what is in a
// frame.
// HEAP: O1,O2 == 0
// PROMOTED: O1 always 1
// PROMOTED: O1 by_cleanup 1
// PROMOTED: O1 conditional 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER void destroy(int *numbers)
{
	free(numbers);
}

HELPER void destroy_indirect(int **numbers)
{
	free(*numbers);
}

HELPER int destroy_if(int *numbers, int limit)
{
	if (numbers[1] <= limit)
		return 0;
	free(numbers);
	return 1;
}

NOINLINE long always(int first)
{
	int *numbers = malloc(5 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 5, first);
	long total = sum(numbers, 5);
	destroy(numbers);
	return total;
}

NOINLINE long by_cleanup(int first)
{
	__attribute__((cleanup(destroy_indirect))) int *numbers = malloc(5 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 5, first);
	return first > 3 ? sum(numbers, 5) : numbers[first];
}

NOINLINE long conditional(int first)
{
	int *numbers = malloc(5 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 5, first);
	long total = sum(numbers, 5);
	if (!destroy_if(numbers, 10)) {
		total += numbers[4];
		free(numbers);
	}
	return total;
}

int main(void)
{
	printf("%ld\n", always(opaque(1)));
	printf("%ld %ld\n", by_cleanup(opaque(2)), by_cleanup(opaque(9)));
	printf("%ld %ld\n", conditional(opaque(2)), conditional(opaque(20)));
	return 0;
}
