// RUN: %exec %s
// Objects of unknown size in functions that call themselves, or what a table holds: a slot is small there. Frames of 256
// bytes would be more than the stack has (trap 57, trap 120).
// STACK: 6M
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int (*volatile table[2])(int, unsigned);

/* Not a tail call: 30000 frames, with the object alive across the call. */
NOINLINE int deep(int n)
{
	if (n == 0)
		return 1;
	unsigned char *block = malloc((size_t)(n % 50) + 1);
	if (!block)
		abort();
	memset(block, n, (size_t)(n % 50) + 1);
	int got = deep(n - 1);
	got = (got * 3 + block[n % 50]) & 0xffffff;
	free(block);
	return got;
}

/* By way of a table. */
NOINLINE int by_table(int n, unsigned mix)
{
	if (n == 0)
		return (int)(mix & 0xffffff);
	char *text = malloc((size_t)n % 40 + 2);
	if (!text)
		abort();
	memset(text, 'a' + n % 26, (size_t)n % 40 + 1);
	text[n % 40 + 1] = 0;
	int got = table[n % 2](n - 1, mix * 3 + (unsigned)text[0]);
	got = (got + text[n % 40]) & 0xffffff;
	free(text);
	return got;
}

NOINLINE int by_table_too(int n, unsigned mix)
{
	if (n == 0)
		return (int)(mix & 0xffffff);
	int *numbers = calloc((size_t)n % 10 + 1, sizeof *numbers);
	if (!numbers)
		abort();
	numbers[n % 10] = n;
	int got = table[n % 2](n - 1, mix * 5 + (unsigned)numbers[0]);
	got = (got + numbers[n % 10]) & 0xffffff;
	free(numbers);
	return got;
}

int main(void)
{
	table[0] = by_table;
	table[1] = by_table_too;
	printf("%d\n", deep(opaque(30000)));
	printf("%d\n", by_table(opaque(30000), 1));
	return 0;
}
