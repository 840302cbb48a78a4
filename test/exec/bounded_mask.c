// RUN: %exec %s
// The size is masked: bounded by 63 * 4 bytes, zero included (trap 26).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 masked 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long masked(unsigned count)
{
	size_t kept = count & 63;
	int *numbers = malloc(kept * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, (int)kept, 1);
	long total = sum(numbers, (int)kept);
	free(numbers);
	return total;
}

int main(void)
{
	printf("%ld %ld %ld\n", masked((unsigned)opaque(5)), masked((unsigned)opaque(63)), masked((unsigned)opaque(65)));
	printf("%ld\n", masked((unsigned)opaque(128)));
	return 0;
}
