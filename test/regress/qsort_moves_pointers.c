// RUN: %exec %s
// qsort moves the pointers that an array holds: any element may hold any of them afterwards (trap 2, trap 13,
// trap 86).
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *last;

static int by_value(const void *left, const void *right)
{
	int a = **(int *const *)left, b = **(int *const *)right;
	return (a > b) - (a < b);
}

static int by_text(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

NOINLINE int *larger(int x, int y)
{
	int *first = malloc(sizeof *first), *second = malloc(sizeof *second);
	if (!first || !second)
		abort();
	*first = x;
	*second = y;
	int *both[2] = {first, second};
	qsort(both, 2, sizeof *both, by_value);
	return both[1];
}

NOINLINE void keep_last(const char *x, const char *y)
{
	char *first = malloc(16), *second = malloc(16);
	if (!first || !second)
		abort();
	strcpy(first, x);
	strcpy(second, y);
	char *both[2] = {first, second};
	qsort(both, 2, sizeof *both, by_text);
	last = both[1];
}

int main(void)
{
	int *number = larger(7, 3);
	clobber_stack();
	printf("%d\n", *number);
	number = larger(3, 7);
	clobber_stack();
	printf("%d\n", *number);
	keep_last("zoo", "ant");
	clobber_stack();
	printf("%.3s\n", last);
	keep_last("ant", "zoo");
	clobber_stack();
	printf("%.3s\n", last);
	return 0;
}
