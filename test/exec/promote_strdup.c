// RUN: %exec %s
// strdup of a literal and strndup with a constant bound are allocations of known size; the copy is writable and ends
// in a zero (trap 80).
// HEAP: O1,O2 <= 3
// PROMOTED: O1 literal 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HELPER void upper(char *text)
{
	for (; *text; text++)
		if (*text >= 'a' && *text <= 'z')
			*text = (char)(*text - 'a' + 'A');
}

HELPER int digest(const char *text)
{
	int mix = 0;
	while (*text)
		mix = (mix * 31 + *text++) % 100003;
	return mix;
}

NOINLINE int literal(void)
{
	char *copy = strdup("move me to the stack");
	if (!copy)
		return -1;
	upper(copy);
	int mix = digest(copy);
	free(copy);
	return mix;
}

NOINLINE int bounded(const char *from)
{
	char *copy = strndup(from, 12);
	if (!copy)
		return -1;
	upper(copy);
	int mix = digest(copy) * 100 + (int)strlen(copy);
	free(copy);
	return mix;
}

NOINLINE int unbounded(const char *from)
{
	char *copy = strdup(from);
	if (!copy)
		return -1;
	upper(copy);
	int mix = digest(copy);
	free(copy);
	return mix;
}

int main(void)
{
	printf("%d %d\n", literal(), literal());
	printf("%d %d\n", bounded("short"), bounded("rather longer than that"));
	printf("%d\n", unbounded("of any length"));
	return 0;
}
