// RUN: %exec %s
// The length of memset is a number like an index: it is in memory afterwards, and strlen reads it back (trap 88,
// trap 106). The library's memset has it escape, the intrinsic that clang makes of it does not.
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE long *by_length(void)
{
	long *object = malloc(64);
	if (!object)
		abort();
	object[1] = 42;
	unsigned long address = (unsigned long)object, again = 0;
	for (int i = 0; i < 48; i += 8) {
		char text[256] = {0};
		memset(text, 'x', address >> i & 255);
		again |= (unsigned long)strlen(text) << i;
	}
	return (long *)again;
}

int main(void)
{
	long *object = by_length();
	clobber_stack();
	printf("%ld\n", object[1]);
	return 0;
}
