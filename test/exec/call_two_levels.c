// RUN: %exec %s
// Constructors of constructors: the object of the innermost reaches the third frame above, or dies on its way
// (trap 3, trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *inner;
	int data[4];
};

HELPER struct node *node_new(int first)
{
	struct node *node = malloc(sizeof *node);
	if (!node)
		return NULL;
	node->inner = NULL;
	fill(node->data, 4, first);
	return node;
}

HELPER struct node *checked_new(int first)
{
	struct node *node = node_new(first);
	if (!node)
		abort();
	if (first % 4 == 3) {
		free(node);
		return NULL;
	}
	return node;
}

HELPER struct node *twin_new(int first)
{
	struct node *outer = checked_new(first);
	if (!outer)
		return NULL;
	outer->inner = checked_new(first + 1);
	return outer;
}

HELPER struct node *larger_of(int first, int second)
{
	struct node *one = node_new(first), *two = node_new(second);
	if (!one || !two)
		abort();
	struct node *larger = sum(one->data, 4) > sum(two->data, 4) ? one : two;
	larger->data[0] += larger == one ? two->data[1] : one->data[1];
	free(larger == one ? two : one);
	return larger;
}

/* The middle one uses an object of its own from the same constructor. */
HELPER struct node *with_scratch(int first)
{
	struct node *scratch = node_new(first * 2);
	struct node *result = node_new(first);
	if (!scratch || !result)
		abort();
	result->data[3] = (int)sum(scratch->data, 4);
	free(scratch);
	return result;
}

HELPER long look(const struct node *node)
{
	long got = 0;
	for (; node; node = node->inner)
		got = got * 1000 + sum(node->data, 4);
	return got;
}

NOINLINE long one(int first)
{
	struct node *node = checked_new(first);
	clobber_stack();
	long got = node ? look(node) : -1;
	free(node);
	return got;
}

NOINLINE long twins(int first)
{
	struct node *one = twin_new(first), *two = twin_new(first + 5);
	clobber_stack();
	long got = look(one) * 7 + look(two);
	if (one)
		free(one->inner);
	free(one);
	if (two)
		free(two->inner);
	free(two);
	return got;
}

NOINLINE long larger(int first)
{
	struct node *node = larger_of(first, 3), *other = larger_of(1, first);
	clobber_stack();
	long got = look(node) * 1000 + look(other);
	free(node);
	free(other);
	return got;
}

NOINLINE long scratch(int first)
{
	struct node *node = with_scratch(first), *other = with_scratch(first + 1);
	clobber_stack();
	long got = look(node) * 1000 + look(other);
	free(other);
	free(node);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++)
		printf("%ld %ld %ld %ld\n", one(opaque(i)), twins(opaque(i)), larger(opaque(i)), scratch(opaque(i)));
	return 0;
}
