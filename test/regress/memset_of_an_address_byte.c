// RUN: %exec %s
// memset and wmemset write a number to memory; if it is part of an address, the address is there in the end (trap 5,
// trap 88).
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

NOINLINE void by_bytes(long **out, int one)
{
	long *object = malloc(64);
	if (!object)
		abort();
	*object = 42;
	for (int i = 0; i < 8; i++)
		memset((char *)out + i, (int)((uintptr_t)object >> 8 * i & 255), (size_t)one);
}

NOINLINE void by_words(long **out, int one)
{
	long *object = malloc(64);
	if (!object)
		abort();
	*object = 43;
	wchar_t halves[2];
	wmemset(halves, (wchar_t)(uintptr_t)object, (size_t)one);
	wmemset(halves + 1, (wchar_t)((uintptr_t)object >> 32), (size_t)one);
	memcpy(out, halves, sizeof *out);
}

int main(void)
{
	long *object;
	by_bytes(&object, opaque(1));
	clobber_stack();
	printf("%ld\n", *object);
	by_words(&object, opaque(1));
	clobber_stack();
	printf("%ld\n", *object);
	return 0;
}
