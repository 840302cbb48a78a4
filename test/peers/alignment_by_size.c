// RUN: %exec %s
// CLASS: the slot's alignment comes from its size, or is 1
// WHOSE: TinyGo (alignment from the size), LLVM #54747, Pony #2521, LDC FIXME (trap 53)
// malloc aligns every block to 16 bytes, whatever its size: blocks of 24, 40 and 7 bytes lie beside each other, and the
// first 16 bytes of each of the larger ones are a vector that is loaded and stored as one.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 beside 3
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

typedef int vector __attribute__((vector_size(16)));

struct tagged {
	int lanes[4];
	char tag[8];
};

HELPER void letters(char *to, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = (char)('a' + i);
}

HELPER void twice(void *block, int by)
{
	vector *lanes = block;
	*lanes = *lanes + *lanes + (vector){by, by, by, by};
}

NOINLINE long beside(int first)
{
	char *odd = malloc(7);
	struct tagged *small = malloc(sizeof *small);
	int *large = malloc(40);
	letters(odd, 7);
	fill(small->lanes, 4, first);
	letters(small->tag, 8);
	fill(large, 10, first + 1);
	twice(small, odd[first & 3]);
	twice(large, small->tag[first & 3]);
	long total = sum(small->lanes, 4) * 1000 + sum(large, 10) + odd[6];
	free(large);
	free(small);
	free(odd);
	return total;
}

int main(void)
{
	printf("%ld\n", beside(opaque(5)));
	return 0;
}
