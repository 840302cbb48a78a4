// RUN: %exec %s
// A pointer declared outside of the loop that gets an object from a constructor in it: freed in the same round, in the
// next, after the loop, or replaced only sometimes (trap 36, trap 37).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct item {
	int data[5];
};

HELPER struct item *item_new(int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	fill(item->data, 5, first);
	return item;
}

HELPER struct item *zero_new(void)
{
	struct item *item = calloc(1, sizeof *item);
	if (!item)
		abort();
	return item;
}

HELPER void item_free(struct item *item)
{
	free(item);
}

NOINLINE long same_round(int rounds)
{
	struct item *item;
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		item = i & 1 ? zero_new() : item_new(i);
		item->data[i % 5]++;
		clobber_stack();
		got = got * 3 + sum(item->data, 5);
		item_free(item);
	}
	return got;
}

NOINLINE long next_round(int rounds)
{
	struct item *item = NULL;
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		struct item *fresh = item_new(item ? item->data[4] : i);
		if (item) {
			fresh->data[0] += item->data[1];
			item_free(item);
		}
		item = fresh;
		clobber_stack();
		got = (got * 3 + sum(item->data, 5)) % 1000003;
	}
	item_free(item);
	return got;
}

/* Freed first, made then: one at a time, across the rounds. */
NOINLINE long freed_first(int rounds)
{
	struct item *item = item_new(7);
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		int last = item->data[2];
		item_free(item);
		item = zero_new();
		got = (got * 3 + sum(item->data, 5) + last) % 1000003;
		item->data[2] = last + i;
		clobber_stack();
	}
	got += item->data[2];
	item_free(item);
	return got;
}

NOINLINE long sometimes(int rounds)
{
	struct item *item = NULL, *first = NULL;
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		if (i % 3 == 0) {
			if (item != first)
				item_free(item);
			item = item_new(i);
			if (!first)
				first = item;
		}
		item->data[i % 5] += i;
		clobber_stack();
		got = (got * 3 + sum(item->data, 5) + sum(first->data, 5)) % 1000003;
	}
	if (item != first)
		item_free(item);
	item_free(first);
	return got;
}

NOINLINE struct item *last_one(int rounds)
{
	struct item *item = NULL;
	for (int i = 0; i < rounds; i++) {
		item_free(item);
		item = item_new(i);
	}
	return item;
}

int main(void)
{
	for (int i = 0; i < 9; i++) {
		printf("%ld %ld %ld %ld\n", same_round(opaque(i)), next_round(opaque(i)), freed_first(opaque(i)), sometimes(opaque(i)));
		struct item *item = last_one(opaque(i));
		clobber_stack();
		printf("%ld\n", item ? sum(item->data, 5) : -1);
		free(item);
	}
	return 0;
}
