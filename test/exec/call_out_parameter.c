// RUN: %exec %s
// Constructors with a return code whose object comes out of a parameter: into a local, into a member, into an array, two
// at a time, stored twice, and not stored where they fail (trap 3, trap 29).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	int data[4];
};

struct holder {
	int count;
	struct node *nodes[3];
};

HELPER int make(struct node **out, int first)
{
	if (first % 5 == 4)
		return -1;
	struct node *node = malloc(sizeof *node);
	if (!node)
		return -2;
	fill(node->data, 4, first);
	*out = node;
	return 0;
}

HELPER int make_two(struct node **left, struct node **right, int first)
{
	*left = *right = NULL;
	int error = make(left, first);
	if (!error) {
		error = make(right, first + 1);
		if (error) {
			free(*left);
			*left = NULL;
		}
	}
	return error;
}

/* First a block that does not stay, then another: both went to the same place. */
HELPER int make_again(struct node **out, int first)
{
	*out = malloc(sizeof **out);
	if (!*out)
		return -1;
	fill((*out)->data, 4, first);
	if (first & 1) {
		struct node *other = malloc(sizeof *other);
		if (!other)
			abort();
		fill(other->data, 4, (*out)->data[3]);
		free(*out);
		*out = other;
	}
	return 0;
}

NOINLINE long local(int first)
{
	struct node *node = NULL;
	if (make(&node, first))
		return node ? -1 : -2;
	clobber_stack();
	long got = sum(node->data, 4);
	free(node);
	return got;
}

NOINLINE long two(int first)
{
	struct node *left, *right;
	int error = make_two(&left, &right, first);
	clobber_stack();
	long got = error ? error : sum(left->data, 4) * 1000 + sum(right->data, 4) + (left == right);
	free(left);
	free(right);
	return got;
}

NOINLINE long members(int first)
{
	struct holder holder = {0, {NULL, NULL, NULL}};
	for (int i = 0; i < 3; i++)
		holder.count += make(&holder.nodes[i], first + i) == 0;
	clobber_stack();
	long got = holder.count;
	for (int i = 0; i < 3; i++)
		if (holder.nodes[i])
			got = got * 1000 + sum(holder.nodes[i]->data, 4);
	for (int i = 0; i < 3; i++)
		free(holder.nodes[i]);
	return got;
}

NOINLINE long again(int first)
{
	struct node *node;
	if (make_again(&node, first))
		return -1;
	clobber_stack();
	long got = sum(node->data, 4);
	free(node);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++)
		printf("%ld %ld %ld %ld\n", local(opaque(i)), two(opaque(i)), members(opaque(i)), again(opaque(i)));
	return 0;
}
