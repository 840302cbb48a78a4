// RUN: %exec %s
// Constructors and destructors in constant tables of pointers to functions, in a member of the object, and handed to a
// function that walks (trap 11, trap 20).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct shape {
	const struct kind *kind;
	int *points;
	int data[3];
};

struct kind {
	struct shape *(*create)(int first);
	void (*destroy)(struct shape *shape);
	long (*look)(const struct shape *shape);
};

static struct shape *parked;

static struct shape *plain_new(int first);
static struct shape *pointed_new(int first);

static void plain_free(struct shape *shape)
{
	free(shape);
}

static void pointed_free(struct shape *shape)
{
	free(shape->points);
	free(shape);
}

/* Frees the one before. */
static void late_free(struct shape *shape)
{
	free(parked);
	parked = shape;
}

static long plain_look(const struct shape *shape)
{
	return sum(shape->data, 3);
}

static long pointed_look(const struct shape *shape)
{
	return sum(shape->data, 3) * 1000 + sum(shape->points, 4);
}

static const struct kind kinds[3] = {
	{plain_new, plain_free, plain_look},
	{pointed_new, pointed_free, pointed_look},
	{plain_new, late_free, plain_look},
};

static NOINLINE struct shape *plain_new(int first)
{
	struct shape *shape = malloc(sizeof *shape);
	if (!shape)
		abort();
	shape->kind = &kinds[first % 3 == 1 ? 0 : first % 3];
	shape->points = NULL;
	fill(shape->data, 3, first);
	return shape;
}

static NOINLINE struct shape *pointed_new(int first)
{
	struct shape *shape = plain_new(first);
	shape->kind = &kinds[1];
	shape->points = malloc(4 * sizeof(int));
	if (!shape->points)
		abort();
	fill(shape->points, 4, -first);
	return shape;
}

HELPER void walk(struct shape **all, int count, void (*call)(struct shape *))
{
	for (int i = 0; i < count; i++)
		call(all[i]);
}

NOINLINE long constant(int first)
{
	struct shape *one = kinds[0].create(first), *two = kinds[1].create(first);
	clobber_stack();
	long got = kinds[0].look(one) + 10 * kinds[1].look(two);
	kinds[0].destroy(one);
	kinds[1].destroy(two);
	return got;
}

NOINLINE long by_number(int which, int first)
{
	const struct kind *kind = &kinds[which];
	struct shape *shape = kind->create(first);
	clobber_stack();
	long got = kind->look(shape);
	kind->destroy(shape);
	return got;
}

NOINLINE long by_member(int first)
{
	struct shape *shape = first & 1 ? pointed_new(first) : plain_new(first);
	clobber_stack();
	long got = shape->kind->look(shape);
	shape->kind->destroy(shape);
	return got;
}

NOINLINE long walked(int first)
{
	struct shape *all[3] = {plain_new(first), plain_new(first + 1), plain_new(first + 2)};
	clobber_stack();
	long got = 0;
	for (int i = 0; i < 3; i++)
		got = got * 100 + plain_look(all[i]);
	walk(all, 3, plain_free);
	struct shape *more[2] = {pointed_new(first), pointed_new(first + 1)};
	clobber_stack();
	got = got * 7 + pointed_look(more[0]) * 3 + pointed_look(more[1]);
	walk(more, 2, pointed_free);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++) {
		printf("%ld %ld ", constant(opaque(i)), by_number(opaque(i % 3), opaque(i)));
		clobber_stack();
		printf("%ld %ld %ld\n", by_member(opaque(i)), walked(opaque(i)), parked ? plain_look(parked) : 0);
	}
	free(parked);
	return 0;
}
