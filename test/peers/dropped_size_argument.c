// RUN: %exec %s
// CLASS: attributes of an allocator no longer fit its arguments
// WHOSE: LLVM #63477, #63323, PR #138310 (trap 34, 80)
// A static allocator says which argument is the size, and has another that it does not use. Passes drop that, and the
// number in the attribute now speaks of another argument, or of none.
// REFUSED: O1 from_zone EscapesToReturn
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

static size_t given;

__attribute__((noinline, malloc, alloc_size(2, 4)))
static void *from_zone(int zone, size_t count, int unused, size_t size)
{
	(void)zone;
	(void)unused;
	given += count * size;
	return malloc(count * size + 8);
}

NOINLINE long zones(int first)
{
	int *small = from_zone(1, 3, 99, sizeof *small);
	int *large = from_zone(2, 30, 1, sizeof *large);
	fill(small, 3, first);
	fill(large, 30, first);
	long total = sum(small, 3) * 1000 + sum(large, 30);
	free(large);
	free(small);
	return total;
}

int main(void)
{
	printf("%ld", zones(opaque(4)));
	printf(" %zu\n", given);
	return 0;
}
