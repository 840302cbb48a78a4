// RUN: %exec %s
// CLASS: `tail` on a call behind the release of a stack region
// WHOSE: LLVM PR #101352, #218797 (trap 39, 50)
// A variable-length array in an inner scope, its release, and then the call that takes the block, as the last one of
// the function.
// HEAP: O2 <= 0
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER long digest(const int *numbers, int count)
{
	volatile int noise[200];
	for (int i = 0; i < 200; i++)
		noise[i] = i;
	return sum(numbers, count) * noise[7];
}

NOINLINE long scoped(int count)
{
	int *numbers = malloc(20 * sizeof *numbers);
	fill(numbers, 20, 1);
	{
		int array[count];
		fill(array, count, 2);
		for (int i = 0; i < count; i++)
			numbers[i % 20] += array[i];
	}
	return digest(numbers, 20);
}

int main(void)
{
	printf("%ld %ld\n", scoped(opaque(30)), scoped(opaque(3)));
	return 0;
}
