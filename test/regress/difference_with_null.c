// RUN: %exec %s
// The difference of a pointer and one that may be null is an address where it is null (trap 5, trap 87).
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uintptr_t key;

/* The base is null, the block, or within it. */
NOINLINE char *relative(int which)
{
	char *block = malloc(64);
	if (!block)
		abort();
	for (int i = 0; i < 64; i++)
		block[i] = (char)(i + which);
	char *base = which ? block : NULL;
	if (which == 5)
		base = block + 3;
	return (char *)((uintptr_t)block + 8 - (uintptr_t)base);
}

/* A base that is set in a loop, if at all. */
NOINLINE void remember(const int *is_first, int count)
{
	char *base = NULL, *block = malloc(64);
	if (!block)
		abort();
	for (int i = 0; i < count; i++) {
		block[i] = (char)(40 + i);
		if (is_first[i])
			base = block + i;
	}
	key = (uintptr_t)block - (uintptr_t)base;
}

int main(void)
{
	char *text = relative(opaque(0));
	clobber_stack();
	printf("%d\n", text[opaque(1)]);
	int none[3] = {0, 0, 0};
	remember(none, opaque(3));
	clobber_stack();
	printf("%d\n", ((char *)key)[2]);
	return 0;
}
