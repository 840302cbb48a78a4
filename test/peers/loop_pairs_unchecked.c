// RUN: %exec %s
// CLASS: a slot is taken anew in every iteration
// WHOSE: LLVM (alloca at the call), LDC (bounded dynamic alloca in a loop) (trap 38)
// A million rounds of malloc and free of 64 bytes: one slot does for all, a million of them overflow the stack.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 rounds_of_pairs 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long rounds_of_pairs(int rounds)
{
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		int *numbers = malloc(16 * sizeof *numbers);
		fill(numbers, 16, i & 7);
		total += sum(numbers, 16) & 15;
		free(numbers);
	}
	return total;
}

int main(void)
{
	printf("%ld\n", rounds_of_pairs(opaque(1000000)));
	return 0;
}
