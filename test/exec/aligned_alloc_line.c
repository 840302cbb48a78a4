// RUN: %exec %s
// A cache-line aligned object of constant size and alignment (trap 29, trap 53).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 lines 1
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE long lines(int first, int *offset)
{
	int *line = aligned_alloc(64, 192);
	if (!line)
		return -1;
	fill(line, 48, first);
	*offset = (int)((uintptr_t)line % 64);
	long total = sum(line, 48);
	free(line);
	return total;
}

int main(void)
{
	int offset = -1;
	printf("%ld ", lines(opaque(2), &offset));
	printf("%d\n", offset);
	return 0;
}
