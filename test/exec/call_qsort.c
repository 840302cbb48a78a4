// RUN: %exec %s
// Arrays of pointers from constructors, sorted and searched by comparators of the program; one of them counts in a
// global, one allocates, one keeps what it saw (trap 13).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct entry {
	int key;
	int data[3];
};

static int comparisons;
static struct entry *smallest;

HELPER struct entry *entry_new(int key)
{
	struct entry *entry = malloc(sizeof *entry);
	if (!entry)
		abort();
	entry->key = key;
	fill(entry->data, 3, key);
	return entry;
}

static int plain(const void *left, const void *right)
{
	const struct entry *one = *(struct entry *const *)left, *two = *(struct entry *const *)right;
	return (one->key > two->key) - (one->key < two->key);
}

static int counting(const void *left, const void *right)
{
	comparisons++;
	return -plain(left, right);
}

static int allocating(const void *left, const void *right)
{
	struct entry *copy = entry_new((*(struct entry *const *)left)->key);
	int got = plain(&copy, right);
	free(copy);
	return got;
}

static int keeping(const void *left, const void *right)
{
	struct entry *one = *(struct entry *const *)left;
	if (!smallest || one->key < smallest->key)
		smallest = one;
	return plain(left, right);
}

HELPER void sort(struct entry **all, size_t count, int (*compare)(const void *, const void *))
{
	qsort(all, count, sizeof *all, compare);
}

HELPER long look(struct entry **all, int count)
{
	long got = 0;
	for (int i = 0; i < count; i++)
		got = (got * 100 + sum(all[i]->data, 3)) % 1000000007;
	return got;
}

NOINLINE long four(int first)
{
	struct entry *all[4] = {entry_new(first), entry_new(7), entry_new(first + 3), entry_new(5)};
	sort(all, 4, plain);
	clobber_stack();
	long got = look(all, 4);
	sort(all, 4, counting);
	got = got * 3 + look(all, 4);
	for (int i = 0; i < 4; i++)
		free(all[i]);
	return got + (comparisons > 0);
}

NOINLINE long many(int count)
{
	struct entry **all = malloc((size_t)count * sizeof *all);
	if (!all)
		abort();
	for (int i = 0; i < count; i++)
		all[i] = entry_new(i * 37 % 23);
	sort(all, (size_t)count, allocating);
	clobber_stack();
	struct entry *key = entry_new(14);
	struct entry **found = bsearch(&key, all, (size_t)count, sizeof *all, plain);
	long got = look(all, count) + (found ? (*found)->data[2] : -1);
	free(key);
	for (int i = 0; i < count; i++)
		free(all[i]);
	free(all);
	return got;
}

NOINLINE void kept(int first)
{
	struct entry *all[3] = {entry_new(first + 2), entry_new(first), entry_new(first + 1)};
	sort(all, 3, keeping);
	for (int i = 0; i < 3; i++)
		if (all[i] != smallest)
			free(all[i]);
}

int main(void)
{
	for (int i = 0; i < 4; i++) {
		smallest = NULL;
		kept(opaque(i));
		clobber_stack();
		printf("%ld %ld %ld\n", four(opaque(3 * i)), many(opaque(i * 6 + 1)), smallest ? sum(smallest->data, 3) : 0);
		free(smallest);
	}
	return 0;
}
