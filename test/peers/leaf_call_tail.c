// RUN: %exec %s
// CLASS: a call that reads the object keeps its `tail` marker
// WHOSE: LLVM #58744, Pony #4341, Swift #15829, LDC (trap 50)
// The block is leaked, so the call that reads it is the last thing in the function, and becomes a jump. With the block
// in the frame, the store before the call went away, or the callee read a frame that was gone.
// HEAP: O2 <= 0
// PROMOTED: O2 hand_over 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER long digest(const int *numbers, int count)
{
	volatile int table[64];
	for (int i = 0; i < 64; i++)
		table[i] = i * i;
	long total = 0;
	for (int i = 0; i < count; i++)
		total = total * 5 + table[numbers[i] & 63];
	return total;
}

NOINLINE long hand_over(int first)
{
	int *numbers = malloc(12 * sizeof *numbers);
	fill(numbers, 12, first);
	numbers[first & 7] = 42;
	return digest(numbers, 12);
}

int main(void)
{
	printf("%ld\n", hand_over(opaque(3)));
	return 0;
}
