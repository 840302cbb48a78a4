// RUN: %exec %s
// The caller's buffer or an own one, freed only when own: the free is guarded by a flag of the program (trap 21).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 scratch_or_given 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long scratch_or_given(int *given, int first)
{
	int *numbers = given;
	if (!numbers)
		numbers = malloc(24 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 24, first);
	long total = sum(numbers, 24);
	if (numbers != given)
		free(numbers);
	return total;
}

int main(void)
{
	int buffer[24] = {0};
	printf("%ld\n", scratch_or_given(buffer, opaque(4)));
	printf("%ld\n", scratch_or_given(NULL, opaque(5)));
	printf("%d\n", buffer[23]);
	return 0;
}
