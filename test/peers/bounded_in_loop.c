// RUN: %exec %s
// CLASS: a size that is bounded gives a dynamic slot, and a loop takes one after the other
// WHOSE: LDC (known bits), Julia #52382, Go #27625 (trap 26, 38)
// Between 1 and 256 bytes, 300000 times: 38 MB if nothing is given back before the function returns.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 sizes 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE unsigned sizes(int rounds)
{
	unsigned total = 0;
	for (int i = 0; i < rounds; i++) {
		size_t count = 1 + ((size_t)i * 7 & 63);
		int *numbers = malloc(count * sizeof *numbers);
		fill(numbers, (int)count, i & 15);
		total = total * 3 + (unsigned)numbers[count - 1];
		free(numbers);
	}
	return total;
}

int main(void)
{
	printf("%u\n", sizes(opaque(300000)));
	return 0;
}
