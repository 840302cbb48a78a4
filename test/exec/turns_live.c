// RUN: %exec %s
// Several instances of one site alive at a time, of known and of unknown size: the slot serves one, the others are on
// the heap, and it is free again when its own instance is freed, not another's (trap 36, trap 115).
// HEAP: O1,O2 <= 1226
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
	struct node *next;
	size_t size;
	unsigned char bytes[];
};

NOINLINE long list(int count, size_t step)
{
	struct node *head = NULL;
	for (int i = 0; i < count; i++) {
		size_t size = (size_t)i * step;
		struct node *node = malloc(sizeof *node + size);
		if (!node)
			abort();
		node->next = head;
		node->size = size;
		memset(node->bytes, i + 1, size);
		head = node;
	}
	long got = 0;
	while (head) {
		struct node *next = head->next;
		for (size_t at = 0; at < head->size; at++)
			got = (got * 3 + head->bytes[at]) & 0xffffff;
		free(head);
		head = next;
	}
	return got;
}

/* The one before is alive while the next is made, as in every push_back. */
NOINLINE long push_back(int count)
{
	int *numbers = NULL;
	int capacity = 0;
	for (int i = 0; i < count; i++) {
		if (i == capacity) {
			int more = capacity ? 2 * capacity : 1;
			int *next = malloc((size_t)more * sizeof *next);
			if (!next)
				abort();
			if (numbers)
				memcpy(next, numbers, (size_t)capacity * sizeof *next);
			free(numbers);
			numbers = next;
			capacity = more;
		}
		numbers[i] = i * i;
	}
	long total = sum(numbers, count);
	free(numbers);
	return total;
}

/* Freed in another order than they were made, out of memory: which of them is in the slot must be asked. */
NOINLINE long any_order(const int *order, int count)
{
	unsigned char *kept[4] = {NULL, NULL, NULL, NULL};
	long got = 0;
	for (int i = 0; i < count; i++) {
		int at = order[i];
		if (kept[at]) {
			got = (got * 3 + kept[at][0] + kept[at][at + 10]) & 0xffffff;
			free(kept[at]);
			kept[at] = NULL;
			continue;
		}
		kept[at] = malloc((size_t)at + 11);
		if (!kept[at])
			abort();
		memset(kept[at], i + 1, (size_t)at + 11);
	}
	for (int at = 0; at < 4; at++) {
		if (kept[at])
			got = (got * 3 + kept[at][0] + kept[at][at + 10]) & 0xffffff;
		free(kept[at]);
	}
	return got;
}

/* Two sites whose blocks meet in one free. */
NOINLINE long two_sites(int count)
{
	unsigned char *old = NULL;
	long got = 0;
	for (int i = 0; i < count; i++) {
		unsigned char *next;
		size_t size = 8 + (size_t)i;
		if (i % 3 == 0) {
			next = calloc(1, size);
		} else {
			next = malloc(size);
			if (next)
				memset(next, 0, size);
		}
		if (!next)
			abort();
		got = (got * 5 + (old ? old[7] : 1) + next[7] + next[size - 1]) & 0xffffff;
		memset(next, i + 1, size);
		free(old);
		old = next;
	}
	free(old);
	return got;
}

/* One instance leaks: its slot is never free again, and nobody else's may be taken for it. */
NOINLINE long one_leaks(int count)
{
	unsigned char *first = NULL;
	long got = 0;
	for (int i = 0; i < count; i++) {
		unsigned char *block = malloc(16 + (size_t)i % 4);
		if (!block)
			abort();
		memset(block, i + 1, 16);
		if (i == 2) {
			if (first)
				got += first[3];
			first = block;
			continue;
		}
		got = (got * 3 + block[3] + (first ? first[3] : 0)) & 0xffffff;
		free(block);
	}
	return got;
}

/* What malloc returned first is freed last. */
NOINLINE long queue(int rounds)
{
	unsigned char *ring[3] = {NULL, NULL, NULL};
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		if (ring[i % 3])
			got = (got * 3 + ring[i % 3][0]) & 0xffffff;
		free(ring[i % 3]);
		ring[i % 3] = malloc((size_t)(i % 5) * 80 + 1);
		if (!ring[i % 3])
			abort();
		memset(ring[i % 3], i, (size_t)(i % 5) * 80 + 1);
	}
	for (int i = 0; i < 3; i++)
		free(ring[i]);
	return got;
}

int main(void)
{
	static const int order[] = {0, 1, 2, 3, 1, 0, 1, 0, 2, 2, 1, 3, 3, 3, 0, 0, 1, 2, 3, 1, 1, 0, 2, 3};
	for (int count = 0; count < 24; count++) {
		int n = opaque(count);
		printf("%ld %ld %ld %ld %ld %ld\n", list(n, 3), list(n, 50), push_back(10 * n), any_order(order, n), two_sites(n),
		       queue(n));
		printf("%ld\n", one_leaks(n));
		clobber_stack();
	}
	return 0;
}
