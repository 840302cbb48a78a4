// RUN: %exec %s
// Constructors in loops whose objects live on: the last three in a ring, all on a list, each second one, and a queue that
// is emptied from its other end (trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct item {
	struct item *next;
	int data[4];
};

HELPER struct item *item_new(int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	item->next = NULL;
	fill(item->data, 4, first);
	return item;
}

HELPER int make(struct item **out, int first)
{
	*out = item_new(first);
	return first % 7 == 6 ? -1 : 0;
}

NOINLINE long ring(int rounds)
{
	struct item *recent[3] = {NULL, NULL, NULL};
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		free(recent[i % 3]);
		recent[i % 3] = item_new(i);
		clobber_stack();
		for (int k = 0; k < 3; k++)
			if (recent[k])
				got = (got * 5 + sum(recent[k]->data, 4)) % 1000003;
	}
	for (int k = 0; k < 3; k++)
		free(recent[k]);
	return got;
}

NOINLINE long ring_of_places(int rounds)
{
	struct item *recent[3] = {NULL, NULL, NULL};
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		struct item *old = recent[i % 3];
		if (make(&recent[i % 3], i))
			got++;
		if (old)
			recent[i % 3]->data[0] += old->data[3];
		free(old);
		clobber_stack();
		for (int k = 0; k < 3; k++)
			if (recent[k])
				got = (got * 5 + sum(recent[k]->data, 4)) % 1000003;
	}
	for (int k = 0; k < 3; k++)
		free(recent[k]);
	return got;
}

NOINLINE long all(int rounds)
{
	struct item *head = NULL;
	for (int i = 0; i < rounds; i++) {
		struct item *item = item_new(i);
		item->next = head;
		head = item;
	}
	clobber_stack();
	long got = 0;
	while (head) {
		struct item *next = head->next;
		got = (got * 7 + sum(head->data, 4)) % 1000003;
		free(head);
		head = next;
	}
	return got;
}

NOINLINE long each_second(int rounds)
{
	struct item *kept = NULL;
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		struct item *item = item_new(i);
		if (i & 1) {
			free(kept);
			kept = item;
			continue;
		}
		clobber_stack();
		got = (got * 5 + sum(item->data, 4) + (kept ? sum(kept->data, 4) : 0)) % 1000003;
		free(item);
	}
	free(kept);
	return got;
}

NOINLINE long queue(int rounds)
{
	struct item *first = NULL, **end = &first;
	long got = 0;
	int length = 0;
	for (int i = 0; i < rounds; i++) {
		*end = item_new(i);
		end = &(*end)->next;
		if (++length < 3)
			continue;
		struct item *oldest = first;
		first = oldest->next;
		length--;
		clobber_stack();
		got = (got * 5 + sum(oldest->data, 4)) % 1000003;
		free(oldest);
	}
	while (first) {
		struct item *next = first->next;
		got = (got * 5 + sum(first->data, 4)) % 1000003;
		free(first);
		first = next;
	}
	return got;
}

int main(void)
{
	for (int i = 0; i < 12; i++)
		printf("%ld %ld %ld %ld %ld\n", ring(opaque(i)), ring_of_places(opaque(i)), all(opaque(i)), each_second(opaque(i)),
		       queue(opaque(i)));
	return 0;
}
