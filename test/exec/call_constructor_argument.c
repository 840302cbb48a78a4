// RUN: %exec %s
// Functions that return their argument or a new object, and tell by which: "reserve" that makes room only where there is
// none, "or_default", and a copy on write (trap 4, trap 21).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct shared {
	int users;
	int data[6];
};

HELPER struct shared *shared_new(int first)
{
	struct shared *shared = malloc(sizeof *shared);
	if (!shared)
		abort();
	shared->users = 1;
	fill(shared->data, 6, first);
	return shared;
}

HELPER struct shared *or_default(struct shared *given, int first)
{
	return given ? given : shared_new(first);
}

/* A copy where others use it too. */
HELPER struct shared *own(struct shared *shared)
{
	if (shared->users == 1)
		return shared;
	shared->users--;
	struct shared *copy = shared_new(0);
	for (int i = 0; i < 6; i++)
		copy->data[i] = shared->data[i];
	return copy;
}

HELPER struct shared *touched(struct shared *shared)
{
	shared->data[0]++;
	return shared;
}

NOINLINE long defaults(struct shared *given, int first)
{
	struct shared *used = or_default(given, first);
	clobber_stack();
	used->data[1] += first;
	long got = sum(used->data, 6);
	if (used != given)
		free(used);
	return got;
}

NOINLINE long copies(int first, int users)
{
	struct shared *one = shared_new(first);
	one->users = users;
	struct shared *two = own(one);
	clobber_stack();
	two->data[5] = 1000;
	long got = sum(one->data, 6) * 10 + sum(two->data, 6) + one->users;
	if (two != one)
		free(two);
	got += sum(one->data, 6);
	free(one);
	return got;
}

NOINLINE long same(int first)
{
	struct shared *one = shared_new(first), *two = touched(touched(one));
	clobber_stack();
	two->data[2] = 7;
	long got = sum(one->data, 6) + (one == two) * 1000;
	free(two);
	return got;
}

int main(void)
{
	struct shared outside = {1, {1, 2, 3, 4, 5, 6}};
	for (int i = 0; i < 4; i++) {
		printf("%ld %ld\n", defaults(i & 1 ? &outside : NULL, opaque(i)), copies(opaque(i), opaque(i)));
		printf("%ld\n", same(opaque(i)));
	}
	printf("%ld\n", sum(outside.data, 6));
	return 0;
}
