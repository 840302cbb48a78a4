// RUN: %exec %s
// CLASS: a byte buffer on the stack is less aligned than what is made in it
// WHOSE: Go #73199; .NET #123743, #114968 (retyping) (trap 53, 68)
// The buffer is asked for in bytes, of a bounded size, and becomes doubles, pointers and a structure in turn.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 reuse 1
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mixed {
	long double wide;
	const char *name;
	short small;
};

HELPER void make(struct mixed *mixed, const char *name)
{
	mixed->wide = 1.25L;
	mixed->name = name;
	mixed->small = -3;
}

HELPER double harmonic(double *terms, int count)
{
	double total = 0;
	for (int i = 0; i < count; i++)
		terms[i] = 1.0 / (1 << i);
	for (int i = 0; i < count; i++)
		total += terms[i];
	return total;
}

NOINLINE int reuse(unsigned bits)
{
	size_t size = sizeof(struct mixed) + (bits & 63);
	char *buffer = malloc(size);
	memset(buffer, 'x', size);
	int result = buffer[size - 1] + (int)(((uintptr_t)buffer & 15) != 0) * 1000;
	result += (int)(harmonic((double *)(void *)buffer, 4) * 100);
	struct mixed *mixed = (struct mixed *)(void *)buffer;
	make(mixed, "name");
	result += (int)(mixed->wide * 4) + mixed->name[1] + mixed->small;
	free(buffer);
	return result;
}

int main(void)
{
	printf("%d %d\n", reuse((unsigned)opaque(7)), reuse((unsigned)opaque(63)));
	return 0;
}
