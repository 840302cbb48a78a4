// RUN: %exec %s
// Aligned up to a multiple of 48, which is x - x % 48 in the end: a number less another one that was made of it is no
// difference of two pointers into the same object, and still an address (trap 5, trap 87).
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE char *aligned(void)
{
	char *block = malloc(256);
	if (!block)
		abort();
	return (char *)(((uintptr_t)block + 47) / 48 * 48);
}

int main(void)
{
	char *text = aligned();
	strcpy(text, "still there");
	clobber_stack();
	printf("%.11s\n", text);
	return 0;
}
