// RUN: %exec %s
// Far more uses than a capture walk with a small budget looks at (trap 16).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 busy 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

#define TEN(X) X X X X X X X X X X

NOINLINE unsigned busy(unsigned index)
{
	unsigned *numbers = calloc(64, sizeof *numbers);
	if (!numbers)
		return 0;
	TEN(TEN(numbers[index & 63] += index; index = index * 5 + numbers[(index >> 3) & 63];))
	unsigned result = numbers[index & 63] ^ index;
	free(numbers);
	return result;
}

int main(void)
{
	printf("%u %u\n", busy((unsigned)opaque(1)), busy((unsigned)opaque(12345)));
	return 0;
}
