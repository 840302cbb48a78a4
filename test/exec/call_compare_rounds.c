// RUN: %exec %s
// Objects of a constructor compared with each other while both are alive: of two rounds, of two calls, of the frame
// above, by a callee, and as numbers; they differ (trap 6, trap 36).
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct item {
	int data[4];
};

HELPER struct item *item_new(int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	fill(item->data, 4, first);
	return item;
}

HELPER struct item *empty_new(void)
{
	return malloc(sizeof(struct item));
}

HELPER int same(const void *left, const void *right)
{
	return left == right;
}

HELPER int apart(const struct item *left, const struct item *right)
{
	uintptr_t one = (uintptr_t)left, two = (uintptr_t)right;
	return (one < two ? two - one : one - two) >= sizeof *left;
}

NOINLINE int rounds(int count)
{
	struct item *last = NULL;
	int got = 0;
	for (int i = 0; i < count; i++) {
		struct item *now = item_new(i);
		if (last)
			got += (now == last) * 1000 + same(now, last) * 1000 + apart(now, last);
		got += (int)sum(now->data, 4);
		free(last);
		last = now;
	}
	free(last);
	return got;
}

NOINLINE int calls(int first)
{
	struct item *one = item_new(first), *two = item_new(first), *three = empty_new(), *four = empty_new();
	struct item local = {{1, 2, 3, 4}};
	if (!three || !four)
		abort();
	int got = (one == two) + same(two, three) + (three == four) + same(one, four) + same(&local, one) + 10 * same(one, one);
	got += 100 * (apart(one, two) + apart(two, three) + apart(three, four) + apart(one, &local));
	got += (int)(sum(one->data, 4) + sum(two->data, 4) + sum(local.data, 4)) * 1000;
	free(one);
	free(two);
	free(three);
	free(four);
	return got;
}

NOINLINE int above(const struct item *outer, int depth)
{
	struct item *own = item_new(depth);
	int got = same(own, outer) * 1000 + (outer && !apart(own, outer)) * 1000;
	if (depth > 0)
		got += above(own, depth - 1);
	got += (int)sum(own->data, 4);
	free(own);
	return got;
}

/* Which of the two it is decides what is freed. */
NOINLINE int chosen(int first)
{
	struct item *one = item_new(first), *two = item_new(first + 1), *pick = opaque(first) & 1 ? one : two;
	struct item *other = pick == one ? two : one;
	pick->data[0] = 50;
	int got = (int)(sum(pick->data, 4) * 1000 + sum(other->data, 4));
	free(pick);
	clobber_stack();
	got += other->data[0];
	free(other);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++)
		printf("%d %d %d %d\n", rounds(opaque(i)), calls(opaque(i)), above(NULL, opaque(i)), chosen(opaque(i)));
	return 0;
}
