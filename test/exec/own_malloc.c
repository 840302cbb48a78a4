// RUN: %exec %s
// The program defines malloc and free and counts its calls: not the library's, hands off (trap 32, trap 74).
// SANITIZE: no (it replaces malloc)
// PROMOTED: O1 total_of_four 0
#include "program.h"
#include <stdio.h>
#include <string.h>

static _Alignas(16) unsigned char arena[1 << 20];
static size_t used;
static volatile int taken, returned;

NOINLINE void *malloc(size_t size)
{
	size_t start = used;
	size = (size + 31) & ~(size_t)15;
	if (size > sizeof arena - start)
		return NULL;
	used += size;
	taken++;
	memcpy(arena + start, &size, sizeof size);
	return arena + start + 16;
}

NOINLINE void free(void *block)
{
	returned += block != NULL;
}

NOINLINE void *calloc(size_t count, size_t size)
{
	void *block = malloc(count * size);
	return block ? memset(block, 0, count * size) : NULL;
}

NOINLINE void *realloc(void *old, size_t size)
{
	void *block = malloc(size);
	size_t before;
	if (!old || !block)
		return block;
	memcpy(&before, (unsigned char *)old - 16, sizeof before);
	memcpy(block, old, before - 16 < size ? before - 16 : size);
	return block;
}

NOINLINE long total_of_four(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, first);
	long total = sum(numbers, 4);
	free(numbers);
	return total;
}

int main(void)
{
	static char output[256];
	setvbuf(stdout, output, _IOFBF, sizeof output);
	int before = taken, freed = returned;
	long total = 0;
	for (int i = 0; i < 5; i++)
		total += total_of_four(opaque(i));
	printf("%ld, %d taken, %d returned\n", total, taken - before, returned - freed);
	return 0;
}
