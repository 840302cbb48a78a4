// RUN: %exec %s
// printf reads what %s points to and %n writes through its argument; neither keeps the pointer (trap 12).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE void label(int number)
{
	char *text = malloc(24);
	int *written = calloc(1, sizeof *written);
	if (!text || !written)
		abort();
	memset(text, 'x', 23);
	text[number % 23] = 0;
	printf("<%s>%n", text, written);
	printf(" %d\n", *written);
	free(written);
	free(text);
}

int main(void)
{
	label(opaque(4));
	label(opaque(0));
	return 0;
}
