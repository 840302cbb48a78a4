// RUN: %exec %s
// Helpers that free under a condition: of an argument, of the object's own flag, of their success, and of a global; what
// they did not free is used on (trap 17, trap 18).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	int owned;
	int data[5];
};

static int keep_all;
static struct node *left_over;

HELPER void free_if(struct node *node, int really)
{
	if (really)
		free(node);
}

HELPER void free_owned(struct node *node)
{
	if (node->owned)
		free(node);
}

/* Frees it where it fails. */
HELPER int process(struct node *node, int number)
{
	if (number % 3 == 2) {
		free(node);
		return -1;
	}
	node->data[number % 5] += number;
	return 0;
}

HELPER void release(struct node *node)
{
	if (keep_all)
		left_over = node;
	else
		free(node);
}

HELPER struct node *node_new(int first)
{
	struct node *node = malloc(sizeof *node);
	if (!node)
		abort();
	node->owned = first & 1;
	fill(node->data, 5, first);
	return node;
}

NOINLINE long by_argument(int first)
{
	struct node *node = node_new(first);
	free_if(node, 0);
	clobber_stack();
	long got = sum(node->data, 5);
	free_if(node, first & 1);
	if (!(first & 1)) {
		got += node->data[4];
		free(node);
	}
	return got;
}

NOINLINE long by_flag(int first)
{
	struct node local = {0, {1, 2, 3, 4, 5}}, *node = node_new(first);
	node->owned = 1;
	struct node *used = first & 2 ? node : &local;
	clobber_stack();
	long got = sum(used->data, 5) + sum(node->data, 5);
	free_owned(&local);
	got += sum(local.data, 5);
	free_owned(node);
	return got;
}

NOINLINE long by_success(int first)
{
	struct node *node = node_new(first);
	if (process(node, first))
		return -1;
	clobber_stack();
	if (process(node, first + 3))
		return -2;
	long got = sum(node->data, 5);
	free(node);
	return got;
}

NOINLINE long by_global(int first)
{
	struct node *node = node_new(first);
	long got = sum(node->data, 5);
	release(node);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++) {
		keep_all = opaque(i) & 1;
		printf("%ld %ld %ld %ld\n", by_argument(opaque(i)), by_flag(opaque(i)), by_success(opaque(i)), by_global(opaque(i)));
		clobber_stack();
		if (left_over) {
			printf("%ld\n", sum(left_over->data, 5));
			free(left_over);
			left_over = NULL;
		}
	}
	return 0;
}
