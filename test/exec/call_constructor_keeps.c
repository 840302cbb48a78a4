// RUN: %exec %s
// Constructors that keep the pointer too: in a static that lets the last one go, in a list of all that are alive, and
// only for some arguments (trap 1, trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct item {
	struct item *next;
	int data[4];
};

static struct item *alive;
static long seen;

HELPER struct item *item_new(int number)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	item->next = NULL;
	fill(item->data, 4, number);
	return item;
}

/* Reads the one before, which whoever made it must still have. */
HELPER struct item *remembers(int number)
{
	static struct item *last;
	if (last)
		seen += sum(last->data, 4);
	last = number < 0 ? NULL : item_new(number);
	return last;
}

HELPER struct item *registered(int number)
{
	struct item *item = item_new(number);
	item->next = alive;
	alive = item;
	return item;
}

HELPER void unregister(struct item *item)
{
	struct item **at = &alive;
	while (*at != item)
		at = &(*at)->next;
	*at = item->next;
	free(item);
}

HELPER struct item *sometimes(int number, struct item **where)
{
	struct item *item = item_new(number);
	if (number % 3 == 0)
		*where = item;
	return item;
}

NOINLINE long last_of(int number)
{
	struct item *one = remembers(number), *two = remembers(number + 1);
	clobber_stack();
	remembers(-1);
	long got = sum(one->data, 4) + 10 * sum(two->data, 4);
	free(one);
	free(two);
	return got;
}

NOINLINE long listed(int number, int leave)
{
	struct item *one = registered(number), *two = registered(number * 2);
	clobber_stack();
	long got = sum(one->data, 4) * 3 + sum(two->data, 4);
	if (!leave)
		unregister(one);
	unregister(two);
	return got;
}

static struct item *found;

NOINLINE long some(int number)
{
	struct item *item = sometimes(number, &found);
	clobber_stack();
	long got = sum(item->data, 4);
	if (number % 3 != 0)
		free(item);
	return got;
}

int main(void)
{
	for (int i = 0; i < 5; i++) {
		printf("%ld %ld %ld\n", last_of(opaque(i)), listed(opaque(i), opaque(i & 1)), some(opaque(i)));
		clobber_stack();
		if (found) {
			printf("%ld\n", sum(found->data, 4));
			free(found);
			found = NULL;
		}
	}
	for (struct item *item = alive; item; item = item->next)
		printf("%ld ", sum(item->data, 4));
	while (alive)
		unregister(alive);
	printf("%ld\n", seen);
	return 0;
}
