// RUN: %exec %s
// A callee stores its first argument into what the second points to: a local of the caller, a global, another heap
// object (trap 1, trap 2).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct link {
	struct link *next;
	int value;
};

static struct link *anchor;

NOINLINE void put(struct link *link, struct link **where)
{
	link->next = *where;
	*where = link;
}

NOINLINE int local_list(int value)
{
	struct link *head = NULL;
	struct link *one = malloc(sizeof *one), *two = malloc(sizeof *two);
	if (!one || !two)
		abort();
	one->value = value;
	two->value = value * 2;
	put(one, &head);
	put(two, &head);
	int mix = 0;
	for (struct link *at = head; at; at = at->next)
		mix = mix * 10 + at->value;
	free(two);
	free(one);
	return mix;
}

NOINLINE void global_list(int value)
{
	struct link *one = malloc(sizeof *one);
	if (!one)
		abort();
	one->value = value;
	put(one, &anchor);
}

int main(void)
{
	printf("%d\n", local_list(opaque(3)));
	for (int i = 0; i < 3; i++)
		global_list(opaque(i));
	clobber_stack();
	while (anchor) {
		struct link *next = anchor->next;
		printf("%d\n", anchor->value);
		free(anchor);
		anchor = next;
	}
	return 0;
}
