// RUN: %exec %s
// CLASS: an edge is lost when two nodes of the analyser's graph become one
// WHOSE: Swift #1962, #29249, #29277 (trap 2, 21)
// Two arrays reach one box on different ways, and what the box holds in the end goes out through a helper: whichever it
// is.
// REFUSED: O1 choose EscapesToGlobal
// PROMOTED: O1 choose 0
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct box {
	int *storage;
	struct box *inner;
};

static int *released;

HELPER void give_out(const struct box *box)
{
	released = box->inner->storage;
}

NOINLINE void choose(int which, int first)
{
	struct box outer = {NULL, NULL}, inner = {NULL, NULL};
	int *left = malloc(5 * sizeof *left), *right = malloc(5 * sizeof *right);
	fill(left, 5, first);
	fill(right, 5, first + 50);
	outer.inner = &inner;
	if (which & 1)
		inner.storage = left;
	else
		outer.inner->storage = right;
	struct box *alias = which & 2 ? &inner : outer.inner;
	alias->storage[0] = which;
	give_out(&outer);
	free(which & 1 ? right : left);
}

int main(void)
{
	for (int which = 0; which < 4; which++) {
		choose(opaque(which), which * 100);
		clobber_stack();
		printf("%ld ", sum(released, 5));
		free(released);
	}
	printf("\n");
	return 0;
}
