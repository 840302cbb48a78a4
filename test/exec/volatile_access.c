// RUN: %exec %s
// Volatile accesses keep their object where it is; a volatile variable that holds the pointer is memory (trap 62).
// HEAP: O1,O2 >= 1
// REFUSED: O1 object VolatileAccess
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE int object(int first)
{
	volatile int *registers = malloc(4 * sizeof *registers);
	if (!registers)
		return -1;
	registers[0] = first;
	registers[first & 3] = first + 1;
	int seen = registers[0] + 10 * registers[first & 3];
	free((void *)registers);
	return seen;
}

NOINLINE long holder(int first)
{
	int *volatile numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, first);
	long total = sum(numbers, 4);
	free(numbers);
	return total;
}

int main(void)
{
	printf("%d %d %ld\n", object(opaque(1)), object(opaque(4)), holder(opaque(5)));
	return 0;
}
