// RUN: %exec %s
// Counted references: the last to let go frees; some are held by a global, by another object, or by a callee for a while
// (trap 17, trap 21).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct counted {
	int count;
	struct counted *other;
	int data[4];
};

static struct counted *global;
static int freed;

HELPER struct counted *counted_new(int first)
{
	struct counted *counted = malloc(sizeof *counted);
	if (!counted)
		abort();
	counted->count = 1;
	counted->other = NULL;
	fill(counted->data, 4, first);
	return counted;
}

HELPER struct counted *hold(struct counted *counted)
{
	if (counted)
		counted->count++;
	return counted;
}

HELPER void let_go(struct counted *counted)
{
	while (counted && --counted->count == 0) {
		struct counted *other = counted->other;
		freed++;
		free(counted);
		counted = other;
	}
}

HELPER void set_global(struct counted *counted)
{
	struct counted *old = global;
	global = hold(counted);
	let_go(old);
}

HELPER long for_a_while(struct counted *counted)
{
	struct counted *mine = hold(counted);
	mine->data[0]++;
	long got = mine->count * 1000 + sum(mine->data, 4);
	let_go(mine);
	return got;
}

NOINLINE long alone(int first)
{
	struct counted *one = counted_new(first);
	long got = for_a_while(one) + for_a_while(one);
	clobber_stack();
	got += sum(one->data, 4);
	let_go(one);
	return got;
}

NOINLINE long by_another(int first)
{
	struct counted *one = counted_new(first), *two = counted_new(first + 9);
	one->other = hold(two);
	let_go(two);
	clobber_stack();
	long got = sum(one->data, 4) * 1000 + sum(one->other->data, 4) + one->other->count;
	let_go(one);
	return got;
}

NOINLINE long by_global(int first)
{
	struct counted *one = counted_new(first);
	if (first & 1)
		set_global(one);
	long got = sum(one->data, 4) * 10 + one->count;
	let_go(one);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++) {
		printf("%ld %ld ", alone(opaque(i)), by_another(opaque(i)));
		printf("%ld ", by_global(opaque(i)));
		clobber_stack();
		printf("%ld %d %d\n", global ? sum(global->data, 4) : 0, global ? global->count : 0, freed);
	}
	set_global(NULL);
	printf("%d\n", freed);
	return 0;
}
