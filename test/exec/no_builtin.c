// RUN: %exec %s
// Under -fno-builtin malloc is a function like any other: hands off (trap 31).
// CFLAGS: -fno-builtin
// HEAP: O1,O2 == 3
// PROMOTED: O1 total_of_four 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long total_of_four(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, first);
	long total = sum(numbers, 4);
	free(numbers);
	return total;
}

int main(void)
{
	for (int i = 0; i < 3; i++)
		printf("%ld\n", total_of_four(opaque(i)));
	return 0;
}
