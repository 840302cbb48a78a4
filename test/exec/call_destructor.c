// RUN: %exec %s
// Destructors: plain, one that reads before it frees, one that frees members only, one that frees two arguments, one that
// returns what was next, and one shared by an object of ours and one that others have (trap 17, trap 21).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *next;
	int data[4];
};

static long last_words;

HELPER void destroy(struct node *node)
{
	free(node);
}

HELPER void destroy_telling(struct node *node)
{
	if (!node)
		return;
	last_words += sum(node->data, 4);
	free(node);
}

HELPER void destroy_members(struct node *node)
{
	free(node->next);
	node->next = NULL;
}

HELPER void destroy_two(struct node *one, struct node *two)
{
	free(two);
	free(one);
}

HELPER struct node *destroy_one(struct node *node)
{
	struct node *next = node->next;
	free(node);
	return next;
}

HELPER void destroy_at(struct node **node)
{
	free(*node);
	*node = NULL;
}

static struct node *node_in(struct node *memory, int first)
{
	if (!memory)
		abort();
	memory->next = NULL;
	fill(memory->data, 4, first);
	return memory;
}

NOINLINE long plain(int first)
{
	struct node *one = node_in(malloc(sizeof *one), first), *two = node_in(malloc(sizeof *two), first + 1);
	clobber_stack();
	long got = sum(one->data, 4) * 1000 + sum(two->data, 4);
	destroy(one);
	destroy_telling(two);
	destroy_telling(NULL);
	return got;
}

NOINLINE long members(int first)
{
	struct node local = {NULL, {0, 0, 0, 0}};
	local.next = node_in(malloc(sizeof *local.next), first);
	fill(local.data, 4, first + 1);
	clobber_stack();
	long got = sum(local.data, 4) + 1000 * sum(local.next->data, 4);
	destroy_members(&local);
	return got + (local.next == NULL);
}

NOINLINE long together(int first)
{
	struct node *one = node_in(malloc(sizeof *one), first), *two = NULL;
	if (first & 1)
		two = node_in(malloc(sizeof *two), first + 1);
	clobber_stack();
	long got = sum(one->data, 4) + (two ? 1000 * sum(two->data, 4) : 0);
	destroy_two(one, two);
	return got;
}

NOINLINE long chain(int first)
{
	struct node *one = node_in(malloc(sizeof *one), first), *two = node_in(malloc(sizeof *two), first + 1);
	one->next = two;
	long got = 0;
	for (struct node *at = one; at; at = destroy_one(at)) {
		got = got * 1000 + sum(at->data, 4);
		clobber_stack();
	}
	return got;
}

NOINLINE long through_address(int first)
{
	struct node *node = node_in(malloc(sizeof *node), first);
	long got = sum(node->data, 4);
	if (first & 1) {
		destroy_at(&node);
		got += node == NULL;
		node = node_in(malloc(sizeof *node), first * 5);
	}
	clobber_stack();
	got = got * 1000 + sum(node->data, 4);
	destroy_at(&node);
	return got;
}

NOINLINE long others(struct node *theirs, int first)
{
	struct node *own = first & 1 ? node_in(malloc(sizeof *own), first) : theirs;
	clobber_stack();
	long got = sum(own->data, 4);
	int both = own != theirs;
	destroy_telling(own);
	if (both)
		destroy(theirs);
	return got;
}

int main(void)
{
	for (int i = 0; i < 4; i++) {
		printf("%ld %ld %ld\n", plain(opaque(i)), members(opaque(i)), together(opaque(i)));
		printf("%ld %ld ", chain(opaque(i)), through_address(opaque(i)));
		printf("%ld %ld\n", others(node_in(malloc(sizeof(struct node)), 90 + i), opaque(i)), last_words);
	}
	return 0;
}
