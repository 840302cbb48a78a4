// RUN: %exec %s
// putc and putw keep the number that they are given, in the file: byte by byte or in halves the address gets there and
// is read back (trap 5, trap 14, trap 88).
// CFLAGS: -D_GNU_SOURCE
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE void by_bytes(FILE *file)
{
	long *object = malloc(64);
	if (!object)
		abort();
	*object = 42;
	for (int i = 0; i < 8; i++)
		putc((int)((uintptr_t)object >> 8 * i & 255), file);
}

NOINLINE void by_words(FILE *file)
{
	long *object = malloc(64);
	if (!object)
		abort();
	*object = 43;
	putw((int)(uintptr_t)object, file);
	putw((int)((uintptr_t)object >> 32), file);
}

static void read_back(FILE *file)
{
	long *object = NULL;
	clobber_stack();
	rewind(file);
	if (fread(&object, sizeof object, 1, file) != 1)
		abort();
	printf("%ld\n", *object);
	rewind(file);
}

int main(void)
{
	FILE *file = tmpfile();
	if (!file)
		abort();
	by_bytes(file);
	read_back(file);
	by_words(file);
	read_back(file);
	fclose(file);
	return 0;
}
