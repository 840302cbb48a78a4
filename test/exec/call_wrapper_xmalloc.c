// RUN: %exec %s
// Wrappers that abort where malloc fails: of malloc, of calloc, with a size computed from the arguments, of realloc, and
// of free with null (trap 34).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HELPER void *xmalloc(size_t size)
{
	void *block = malloc(size ? size : 1);
	if (!block) {
		fputs("out of memory\n", stderr);
		exit(1);
	}
	return block;
}

HELPER void *xcalloc(size_t number, size_t size)
{
	void *block = calloc(number, size);
	if (!block)
		abort();
	return block;
}

HELPER int *numbers_new(int rows, int columns)
{
	return xmalloc((size_t)rows * (size_t)columns * sizeof(int));
}

HELPER void *xrealloc(void *old, size_t size)
{
	void *block = realloc(old, size);
	if (!block)
		abort();
	return block;
}

HELPER void xfree(void *block)
{
	if (block)
		free(block);
}

NOINLINE long fixed(int first)
{
	int *one = xmalloc(5 * sizeof *one), *two = xcalloc(6, sizeof *two);
	fill(one, 5, first);
	for (int i = 0; i < 6; i++)
		two[i] += i & 1 ? first : 0;
	clobber_stack();
	long total = sum(one, 5) * 1000 + sum(two, 6);
	xfree(two);
	xfree(one);
	xfree(NULL);
	return total;
}

NOINLINE long computed(int rows, int columns, int first)
{
	int *one = numbers_new(rows, columns), *two = numbers_new(2, 3);
	fill(one, rows * columns, first);
	fill(two, 6, -first);
	clobber_stack();
	long total = sum(one, rows * columns) * 7 + sum(two, 6);
	xfree(one);
	xfree(two);
	return total;
}

NOINLINE long grown(int first)
{
	int *one = xmalloc(3 * sizeof *one);
	fill(one, 3, first);
	one = xrealloc(one, 9 * sizeof *one);
	fill(one + 3, 6, one[2]);
	clobber_stack();
	long total = sum(one, 9);
	xfree(one);
	return total;
}

int main(void)
{
	for (int i = 0; i < 4; i++)
		printf("%ld %ld %ld %ld\n", fixed(opaque(i)), computed(2, 2, opaque(i)), computed(opaque(i + 1), opaque(i * 9 + 1), i),
		       grown(opaque(i)));
	return 0;
}
