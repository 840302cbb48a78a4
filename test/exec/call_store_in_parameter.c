// RUN: %exec %s
// Helpers that store parameter 1 into what parameter 2 points to, at one level and at two, swap what two parameters point
// to, and read through a pointer to a pointer; the same object may be both parameters (trap 1, trap 2, trap 83).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct box {
	struct box *one, *two;
	int data[4];
};

static struct box global;

HELPER void put(struct box *what, struct box *where)
{
	where->one = what;
}

HELPER void put_deep(struct box *what, struct box *where)
{
	if (where->one)
		where->one->two = what;
}

HELPER void swap(struct box **left, struct box **right)
{
	struct box *old = *left;
	*left = *right;
	*right = old;
}

HELPER long read(struct box *const *at)
{
	return sum((*at)->data, 4);
}

HELPER void move(struct box *from, struct box *to)
{
	to->one = from->one;
	to->two = from->two;
	from->one = from->two = NULL;
}

HELPER int same(const struct box *left, const struct box *right)
{
	return left == right;
}

static struct box *box_in(struct box *memory, int first)
{
	if (!memory)
		abort();
	memory->one = memory->two = NULL;
	fill(memory->data, 4, first);
	return memory;
}

#define BOX(first) box_in(malloc(sizeof(struct box)), first)

NOINLINE long local(int first)
{
	struct box *outer = BOX(first), *inner = BOX(first + 1), *deep = BOX(first + 2);
	put(inner, outer);
	put_deep(deep, outer);
	clobber_stack();
	long got = sum(outer->one->two->data, 4) * 1000 + read(&outer->one);
	got += same(outer->one, inner) + 2 * same(outer, inner);
	outer->one->two->data[0] = 500;
	got += sum(deep->data, 4);
	free(deep);
	free(inner);
	free(outer);
	return got;
}

NOINLINE long itself(int first)
{
	struct box *box = BOX(first);
	put(box, box);
	put_deep(box, box);
	clobber_stack();
	box->one->two->data[2] += 9;
	long got = sum(box->data, 4) + same(box->one, box->two);
	free(box->two);
	return got;
}

NOINLINE long swapped(int first)
{
	struct box *left = BOX(first), *right = BOX(first + 7);
	swap(&left, &right);
	put(left, right);
	swap(&right->one, &right->two);
	swap(&left, &left);
	clobber_stack();
	long got = read(&left) * 1000 + read(&right) + read(&right->two);
	if (first & 1) {
		free(left);
		left = BOX(first * 3);
		got += read(&left);
	}
	free(right);
	free(left);
	return got;
}

NOINLINE void to_global(int first)
{
	struct box *outer = BOX(first), *inner = BOX(first + 1);
	put(inner, outer);
	move(outer, &global);
	free(outer);
}

int main(void)
{
	for (int i = 0; i < 4; i++) {
		to_global(opaque(i));
		clobber_stack();
		printf("%ld %ld %ld %ld\n", local(opaque(i)), itself(opaque(i)), swapped(opaque(i)), read(&global.one));
		free(global.one);
	}
	return 0;
}
