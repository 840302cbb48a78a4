// RUN: %exec %s
// Differences of pointers into one object, and offsets that rebuild a pointer from its base (trap 5).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE int difference(int stop)
{
	char *text = malloc(50);
	if (!text)
		return -1;
	for (int i = 0; i < 50; i++)
		text[i] = (char)('a' + i % 23);
	char *at = text;
	while (*at != stop)
		at++;
	int first = (int)(at - text);
	char *end = text + 50;
	while (end > at && end[-1] != stop)
		end--;
	int last = (int)(end - text) - 1;
	free(text);
	return first * 100 + last;
}

NOINLINE int numbers(int steps)
{
	int *all = malloc(30 * sizeof *all);
	if (!all)
		return -1;
	fill(all, 30, 4);
	uintptr_t start = (uintptr_t)all, here = (uintptr_t)(all + steps);
	int result = (int)(here - start) + all[(here - start) / sizeof *all];
	free(all);
	return result;
}

int main(void)
{
	printf("%d %d %d\n", difference(opaque('a')), difference(opaque('m')), numbers(opaque(13)));
	return 0;
}
