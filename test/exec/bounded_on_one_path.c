// RUN: %exec %s
// The size is bounded on one way to the allocation only, and a negative one passes a one-sided signed check: the slot
// would be too small (trap 28).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long sometimes(size_t count, int trust)
{
	if (!trust && count > 16)
		return -2;
	int *numbers = malloc(count * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, (int)count, 1);
	long total = sum(numbers, (int)count);
	free(numbers);
	return total;
}

NOINLINE int one_sided(long size)
{
	if (size > 100)
		return -2;
	unsigned char *bytes = malloc((size_t)size);
	if (!bytes)
		return -1;
	bytes[0] = 9;
	int seen = bytes[opaque(0)];
	free(bytes);
	return seen;
}

int main(void)
{
	printf("%ld %ld\n", sometimes((size_t)opaque(100000), 1), sometimes((size_t)opaque(10), 0));
	printf("%ld\n", sometimes((size_t)opaque(17), 0));
	printf("%d %d %d\n", one_sided(opaque(100)), one_sided(opaque(101)), one_sided(opaque(-5)));
	return 0;
}
