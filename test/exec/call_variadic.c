// RUN: %exec %s
// Variadic helpers: a constructor from a list of numbers, one that stores to each place it is given, one that frees all
// its arguments up to null, and one that hands its list on (trap 12, trap 17).
#include "program.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct row {
	int count;
	int data[6];
};

static struct row *longest;

HELPER struct row *row_new(int count, ...)
{
	struct row *row = calloc(1, sizeof *row);
	if (!row)
		abort();
	va_list list;
	va_start(list, count);
	for (int i = 0; i < count; i++)
		row->data[i] = va_arg(list, int);
	va_end(list);
	row->count = count;
	return row;
}

HELPER void make_all(int first, ...)
{
	va_list list;
	va_start(list, first);
	struct row **out;
	while ((out = va_arg(list, struct row **)))
		*out = row_new(2, first, first + 1);
	va_end(list);
}

HELPER void free_all(struct row *row, ...)
{
	va_list list;
	va_start(list, row);
	while (row) {
		free(row);
		row = va_arg(list, struct row *);
	}
	va_end(list);
}

HELPER long look_list(int count, va_list list)
{
	long got = 0;
	for (int i = 0; i < count; i++)
		got = got * 1000 + sum(va_arg(list, struct row *)->data, 6);
	return got;
}

HELPER long look(int count, ...)
{
	va_list list;
	va_start(list, count);
	long got = look_list(count, list);
	va_end(list);
	return got;
}

HELPER void keep_last(int count, ...)
{
	va_list list;
	va_start(list, count);
	for (int i = 0; i < count; i++)
		longest = va_arg(list, struct row *);
	va_end(list);
}

NOINLINE long constructed(int first)
{
	struct row *one = row_new(3, first, first + 1, first + 2), *two = row_new(6, 1, 2, 3, 4, 5, first);
	clobber_stack();
	long got = look(2, one, two) + one->count + two->count;
	free_all(one, two, (struct row *)NULL);
	return got;
}

NOINLINE long stored(int first)
{
	struct row *one = NULL, *two = NULL, *three = NULL;
	make_all(first, &one, &two, &three, (struct row **)NULL);
	clobber_stack();
	two->data[5] = 50;
	three->data[4] = 400;
	long got = look(3, one, two, three) + (one == two) + (two == three);
	free_all(three, one, (struct row *)NULL);
	got += look(1, two);
	free(two);
	return got;
}

NOINLINE void kept(int first)
{
	struct row *one = row_new(1, first), *two = row_new(2, first, first * 2);
	keep_last(2, one, two);
	free(one);
}

int main(void)
{
	for (int i = 0; i < 4; i++) {
		kept(opaque(i));
		clobber_stack();
		printf("%ld %ld %ld\n", constructed(opaque(i)), stored(opaque(i)), look(1, longest));
		free(longest);
	}
	return 0;
}
