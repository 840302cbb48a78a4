// RUN: %exec %s
// A constructor that may fail at each of its steps and frees what it has made by then (trap 17, trap 18).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct table {
	int count;
	int *keys, *values;
};

static int failures;

HELPER struct table *table_new(int count, int fail)
{
	struct table *table = malloc(sizeof *table);
	if (!table)
		return NULL;
	table->count = count;
	table->keys = NULL;
	table->values = NULL;
	if (fail == 1)
		goto no_keys;
	table->keys = malloc(4 * sizeof(int));
	if (!table->keys || fail == 2)
		goto no_values;
	fill(table->keys, 4, count);
	table->values = calloc(4, sizeof(int));
	if (!table->values || fail == 3)
		goto late;
	table->values[count & 3] = fail;
	return table;
late:
	failures += table->keys[3];
	free(table->values);
no_values:
	free(table->keys);
no_keys:
	failures++;
	free(table);
	return NULL;
}

HELPER void table_free(struct table *table)
{
	if (!table)
		return;
	free(table->keys);
	free(table->values);
	free(table);
}

NOINLINE long use(int count, int fail)
{
	struct table *table = table_new(count, fail);
	clobber_stack();
	if (!table)
		return -failures;
	long got = sum(table->keys, 4) * 100 + sum(table->values, 4) * 10 + table->count;
	table_free(table);
	return got;
}

/* The second is made while the first is alive, and its failure must not touch the first. */
NOINLINE long second_fails(int count, int fail)
{
	struct table *first = table_new(count, 0), *second = table_new(count + 1, fail);
	clobber_stack();
	long got = second ? sum(second->keys, 4) : -7;
	if (first)
		got += 1000 * sum(first->keys, 4) + first->count;
	table_free(second);
	table_free(first);
	return got;
}

int main(void)
{
	for (int fail = 0; fail < 5; fail++)
		printf("%ld %ld %d\n", use(opaque(fail + 2), opaque(fail)), second_fails(opaque(6), opaque(fail)), failures);
	return 0;
}
