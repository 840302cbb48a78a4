// RUN: %exec %s
// One object of constant size, checked for NULL, handed to helpers and freed (trap 6, trap 30).
// HEAP: O1,O2,O3,Os <= 0
// PROMOTED: O1 total_of_eight 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long total_of_eight(int first)
{
	int *numbers = malloc(8 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 8, first);
	long total = sum(numbers, 8);
	free(numbers);
	return total;
}

int main(void)
{
	for (int i = 0; i < 4; i++)
		printf("%ld\n", total_of_eight(opaque(i)));
	return 0;
}
