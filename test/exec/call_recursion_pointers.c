// RUN: %exec %s
// Functions that come back to themselves through pointers to functions, each with an object of its own that those below
// see, and constructors and destructors of the kind (trap 11, trap 36, trap 57).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct frame {
	const struct frame *above;
	int data[3];
};

typedef long (*step)(const struct frame *above, int depth);

static long even(const struct frame *above, int depth);
static long odd(const struct frame *above, int depth);

static const step steps[2] = {even, odd};
static step volatile changing = even;

HELPER struct frame *frame_new(const struct frame *above, int first)
{
	struct frame *frame = malloc(sizeof *frame);
	if (!frame)
		abort();
	frame->above = above;
	fill(frame->data, 3, first);
	return frame;
}

HELPER long climb(const struct frame *from)
{
	long got = 0;
	for (; from; from = from->above)
		got = (got * 100 + sum(from->data, 3)) % 1000000007;
	return got;
}

static NOINLINE long even(const struct frame *above, int depth)
{
	struct frame *own = frame_new(above, depth);
	long got = depth > 0 ? steps[(depth - 1) & 1](own, depth - 1) : climb(own);
	got += climb(own) % 97;
	free(own);
	return got;
}

static NOINLINE long odd(const struct frame *above, int depth)
{
	struct frame *own = frame_new(above, 2 * depth), *second = frame_new(own, depth);
	long got = depth > 0 ? changing(second, depth - 1) : climb(second);
	got += climb(second) % 89;
	free(own);
	free(second);
	return got;
}

/* The object of the frame above is freed below, where the new one is there. */
static long pass_on(struct frame *given, int depth);
static long (*const pass_again)(struct frame *, int) = pass_on;

static NOINLINE long pass_on(struct frame *given, int depth)
{
	struct frame *own = frame_new(NULL, depth + (given ? given->data[2] : 0));
	free(given);
	clobber_stack();
	if (depth > 0)
		return pass_again(own, depth - 1);
	long got = climb(own);
	free(own);
	return got;
}

static struct frame *build(int depth);
static struct frame *(*volatile builder)(int) = build;

static NOINLINE struct frame *build(int depth)
{
	struct frame *above = depth > 0 ? builder(depth - 1) : NULL;
	return frame_new(above, depth);
}

NOINLINE long built(int depth)
{
	struct frame *all = build(depth);
	clobber_stack();
	long got = climb(all);
	while (all) {
		struct frame *above = (struct frame *)all->above;
		free(all);
		all = above;
	}
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++) {
		changing = i & 1 ? even : odd;
		printf("%ld %ld %ld %ld\n", even(NULL, opaque(i)), odd(NULL, opaque(i)), pass_on(NULL, opaque(i)), built(opaque(i)));
	}
	return 0;
}
