// RUN: %exec %s
// Wrappers around malloc in the program: one that never fails and counts, one that keeps the size in front of the
// block (trap 34).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static int blocks;
static size_t bytes;

NOINLINE void *must_allocate(size_t size)
{
	void *block = malloc(size);
	if (!block)
		abort();
	blocks++;
	bytes += size;
	return block;
}

NOINLINE void *with_header(size_t size)
{
	size_t *block = malloc(size + 2 * sizeof *block);
	if (!block)
		return NULL;
	block[0] = size;
	block[1] = 0xfeed;
	bytes += size;
	return block + 2;
}

NOINLINE void without_header(void *memory)
{
	size_t *block = (size_t *)memory - 2;
	if (block[1] != 0xfeed)
		abort();
	bytes -= block[0];
	free(block);
}

NOINLINE long counted(int first)
{
	int *numbers = must_allocate(6 * sizeof *numbers);
	fill(numbers, 6, first);
	long total = sum(numbers, 6);
	free(numbers);
	return total;
}

NOINLINE long headed(int first)
{
	int *numbers = with_header(6 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 6, first);
	long total = sum(numbers, 6) + (long)((size_t *)numbers)[-2];
	without_header(numbers);
	return total;
}

int main(void)
{
	printf("%ld %ld\n", counted(opaque(1)), counted(opaque(2)));
	printf("%ld %ld\n", headed(opaque(3)), headed(opaque(4)));
	printf("%d %zu\n", blocks, bytes);
	return 0;
}
