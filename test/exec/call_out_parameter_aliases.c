// RUN: %exec %s
// Out-parameters that point where the callee looks too: into the object itself, into the object that was made before,
// twice to the same place, and to a place that the callee reads after it stored there (trap 2, trap 83).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *next, *self;
	int data[4];
};

HELPER void make(struct node **out, int first)
{
	struct node *node = malloc(sizeof *node);
	if (!node)
		abort();
	node->next = NULL;
	node->self = NULL;
	fill(node->data, 4, first);
	*out = node;
	/* What was stored may have changed what is read here. */
	(*out)->data[0] += (*out)->next == NULL;
}

HELPER void make_after(struct node *before, struct node **out, int first)
{
	make(out, first);
	before->data[1] += before->next ? before->next->data[2] : -1;
}

HELPER void make_both(struct node **one, struct node **two, int first)
{
	make(one, first);
	if (*one)
		(*one)->data[3]++;
	make(two, first + 50);
	(*one)->data[3] += 100;
}

HELPER void set(struct node **where, struct node *what)
{
	*where = what;
}

NOINLINE long inside(int first)
{
	struct node *head;
	make(&head, first);
	set(&head->self, head);
	make(&head->next, first + 1);
	make_after(head, &head->next->next, first + 2);
	clobber_stack();
	long got = 0;
	for (struct node *node = head; node; node = node->next)
		got = got * 1000 + sum(node->data, 4);
	got += head->self == head;
	struct node *next = head->next;
	free(next->next);
	free(next);
	free(head->self);
	return got;
}

/* The first object is lost to the second, who knows the place too. */
NOINLINE long one_place(int first)
{
	struct node *only = NULL;
	make_both(&only, &only, first);
	clobber_stack();
	long got = sum(only->data, 4);
	free(only);
	return got;
}

NOINLINE long two_places(int first)
{
	struct node *one = NULL, *two = NULL;
	make_both(&one, &two, first);
	clobber_stack();
	long got = sum(one->data, 4) * 1000 + sum(two->data, 4);
	free(one);
	free(two);
	return got;
}

NOINLINE long overwrites(int first)
{
	struct node *node;
	make(&node, first);
	struct node *old = node;
	make(&node, first + 9);
	clobber_stack();
	long got = sum(old->data, 4) * 1000 + sum(node->data, 4) + (old == node);
	free(old);
	free(node);
	return got;
}

int main(void)
{
	for (int i = 0; i < 3; i++)
		printf("%ld %ld %ld %ld\n", inside(opaque(i)), one_place(opaque(i)), two_places(opaque(i)), overwrites(opaque(i)));
	return 0;
}
