// RUN: %exec %s
// Pointers that library functions hand on by their arguments: where a number ended, what an element of a sorted array
// points to, and the address itself as text, behind its width (traps 2, 12, 13 and 14).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *end_of_number;
static int *first_of_sorted;
static int *read_back;

NOINLINE void parse(const char *text)
{
	char *copy = malloc(16);
	if (!copy)
		abort();
	strcpy(copy, text);
	char *end;
	if (strtol(copy, &end, 10) == 12)
		end_of_number = end;
}

static int by_value(const void *a, const void *b)
{
	int *const *left = a, *const *right = b;
	first_of_sorted = **left < **right ? *left : *right;
	return (**left > **right) - (**left < **right);
}

NOINLINE void sort(int seed)
{
	int *one = malloc(sizeof *one), *two = malloc(sizeof *two);
	if (!one || !two)
		abort();
	*one = seed;
	*two = seed + 1;
	int *pair[2] = {two, one};
	qsort(pair, 2, sizeof *pair, by_value);
}

NOINLINE void write_down(int seed)
{
	char text[64];
	void *address;
	int *number = malloc(sizeof *number);
	if (!number)
		abort();
	*number = seed;
	snprintf(text, sizeof text, "%*p", opaque(30), (void *)number);
	if (sscanf(text, "%p", &address) == 1)
		read_back = address;
}

int main(void)
{
	parse(opaque(1) ? "12 monkeys" : "");
	sort(opaque(7));
	write_down(opaque(9));
	clobber_stack();
	printf("%s %d %d\n", end_of_number, *first_of_sorted, *read_back);
	return 0;
}
