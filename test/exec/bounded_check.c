// RUN: %exec %s
// A check of the size dominates the allocation; it counts only where it is true, and signed sizes need both ends
// (trap 28).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long checked(size_t count)
{
	if (count > 64)
		return -2;
	int *numbers = malloc(count * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, (int)count, 2);
	long total = sum(numbers, (int)count);
	free(numbers);
	return total;
}

NOINLINE long both_ends(int count)
{
	if (count < 1 || count > 32)
		return -2;
	int *numbers = malloc((size_t)count * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, count, 3);
	long total = sum(numbers, count);
	free(numbers);
	return total;
}

int main(void)
{
	printf("%ld %ld %ld\n", checked((size_t)opaque(64)), checked((size_t)opaque(65)), checked((size_t)opaque(1)));
	printf("%ld %ld %ld\n", both_ends(opaque(32)), both_ends(opaque(-3)), both_ends(opaque(33)));
	return 0;
}
