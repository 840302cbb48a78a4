// RUN: %exec %s
// The same as realloc_of_constant_zero.ll, run: bytes behind a block of no size would be those of the next block
// (trap 118).
// LEVELS: O1,O2
// HEAP: O1,O2 <= 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int drop(int fill)
{
	char *block = malloc(200);
	if (!block)
		abort();
	memset(block, fill, 200);
	int got = block[opaque(199)];
	block = realloc(block, 0);
	if (block)
		abort();
	return got;
}

int main(void)
{
	char *volatile keep = malloc(24);
	strcpy(keep, "kept");
	printf("%d %d %s\n", drop(opaque(7)), drop(opaque(9)), keep);
	free(keep);
	return 0;
}
