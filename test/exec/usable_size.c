// RUN: %exec %s
// A program that asks for the usable size of its object (trap 25).
// HEAP: O1,O2 == 3
// REFUSED: O1 use_slack AsksSize
#include "program.h"
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int use_slack(int letter)
{
	unsigned char *bytes = malloc(21);
	if (!bytes)
		return -1;
	size_t size = malloc_usable_size(bytes);
	memset(bytes, letter, 21);
	int fits = size >= 21 && size < 4096;
	fits = fits * 1000 + bytes[letter % 21];
	free(bytes);
	return fits;
}

int main(void)
{
	for (int i = 0; i < 3; i++)
		printf("%d\n", use_slack(opaque(60 + i)));
	return 0;
}
