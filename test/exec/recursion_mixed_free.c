// RUN: %exec %s
// Tail recursion whose free needs a guard: given or own buffer. A pointer comparison would keep it from becoming a
// loop (trap 21, trap 52).
// CHECKED: no (its calls keep recursion from becoming a loop)
// LEVELS: O2,O3,Os
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long step(int *given, long depth, long total)
{
	int *numbers = given ? given : malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, (int)(depth & 31));
	total = (total * 7 + sum(numbers, 4)) % 1000003;
	free(numbers);
	if (depth == 0)
		return total;
	return step(NULL, depth - 1, total);
}

int main(void)
{
	printf("%ld\n", step(malloc(4 * sizeof(int)), opaque(1000000), 0));
	return 0;
}
