// RUN: %exec %s
// Pointers that travel as variable arguments: one callee sums what they point to, one keeps the last (trap 12).
#include "program.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static int *kept;

NOINLINE long sum_all(int count, ...)
{
	va_list list;
	long total = 0;
	va_start(list, count);
	for (int i = 0; i < count; i++)
		total += sum(va_arg(list, int *), 4);
	va_end(list);
	return total;
}

NOINLINE void keep_last(int count, ...)
{
	va_list list;
	va_start(list, count);
	for (int i = 0; i < count; i++)
		kept = va_arg(list, int *);
	va_end(list);
}

NOINLINE long pass(int first)
{
	int *one = malloc(4 * sizeof *one), *two = malloc(4 * sizeof *two), *three = malloc(4 * sizeof *three);
	if (!one || !two || !three)
		abort();
	fill(one, 4, first);
	fill(two, 4, 2 * first);
	fill(three, 4, 3 * first);
	long total = sum_all(3, one, two, three);
	keep_last(2, one, three);
	free(one);
	free(two);
	return total;
}

int main(void)
{
	printf("%ld\n", pass(opaque(6)));
	clobber_stack();
	printf("%ld\n", sum(kept, 4));
	free(kept);
	return 0;
}
