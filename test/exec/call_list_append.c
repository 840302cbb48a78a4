// RUN: %exec %s
// Helpers that put an object on a list: at its front, at its end, sorted, of a list in the frame, in an object and in a
// global, and out of it again (trap 1, trap 2, trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *next;
	int data[3];
};

struct list {
	struct node *first, **end;
	int length;
};

static struct list shared = {NULL, &shared.first, 0};

HELPER struct node *node_new(int first)
{
	struct node *node = malloc(sizeof *node);
	if (!node)
		abort();
	node->next = NULL;
	fill(node->data, 3, first);
	return node;
}

HELPER void list_init(struct list *list)
{
	list->first = NULL;
	list->end = &list->first;
	list->length = 0;
}

HELPER void append(struct list *list, struct node *node)
{
	*list->end = node;
	list->end = &node->next;
	list->length++;
}

HELPER void prepend(struct list *list, struct node *node)
{
	node->next = list->first;
	if (!list->first)
		list->end = &node->next;
	list->first = node;
	list->length++;
}

HELPER void append_new(struct list *list, int first)
{
	append(list, node_new(first));
}

HELPER struct node *take(struct list *list)
{
	struct node *node = list->first;
	if (!node)
		return NULL;
	list->first = node->next;
	if (!list->first)
		list->end = &list->first;
	list->length--;
	return node;
}

HELPER long look(const struct list *list)
{
	long got = list->length;
	for (const struct node *node = list->first; node; node = node->next)
		got = (got * 1000 + sum(node->data, 3)) % 1000000007;
	return got;
}

HELPER void list_clear(struct list *list)
{
	struct node *node;
	while ((node = take(list)))
		free(node);
}

NOINLINE long three(int first)
{
	struct list list;
	list_init(&list);
	struct node *one = node_new(first), *two = node_new(first + 1), *third = node_new(first + 2);
	append(&list, one);
	prepend(&list, two);
	append(&list, third);
	clobber_stack();
	long got = look(&list);
	free(take(&list));
	got = got * 3 + look(&list) + one->data[1] + third->data[2];
	list_clear(&list);
	return got;
}

NOINLINE long in_loop(int count)
{
	struct list list;
	list_init(&list);
	for (int i = 0; i < count; i++) {
		append_new(&list, i);
		if (i % 3 == 2)
			free(take(&list));
	}
	clobber_stack();
	long got = look(&list);
	list_clear(&list);
	return got;
}

NOINLINE long moved(int count)
{
	struct list from, *to = malloc(sizeof *to);
	if (!to)
		abort();
	list_init(&from);
	list_init(to);
	for (int i = 0; i < count; i++)
		append_new(&from, i * 7);
	struct node *node;
	while ((node = take(&from)))
		prepend(to, node);
	clobber_stack();
	long got = look(to) * 3 + look(&from);
	list_clear(to);
	free(to);
	return got;
}

NOINLINE void to_shared(int first)
{
	struct node *node = node_new(first);
	append(&shared, node);
	if (first & 1)
		prepend(&shared, node_new(-first));
}

int main(void)
{
	for (int i = 0; i < 5; i++) {
		to_shared(opaque(i));
		printf("%ld %ld %ld\n", three(opaque(i)), in_loop(opaque(i + 1)), moved(opaque(i)));
	}
	printf("%ld\n", look(&shared));
	list_clear(&shared);
	printf("%ld\n", look(&shared));
	return 0;
}
