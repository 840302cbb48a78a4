// RUN: %exec %s
// CLASS: "captures nothing" is taken to speak of the contents too
// WHOSE: LLVM captures(none); Swift #15874 (trap 2)
// The callee forgets the box and keeps what lies in it.
// HEAP: O1,O2 <= 1
// PROMOTED: O1 wrap 1
// REFUSED: O1 wrap EscapesToGlobal
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct box {
	int *data;
	int count;
};

static int *kept;

HELPER void stash(const struct box *box)
{
	kept = box->data;
}

NOINLINE void wrap(int first)
{
	struct box *box = malloc(sizeof *box);
	box->data = malloc(6 * sizeof *box->data);
	box->count = 6;
	fill(box->data, box->count, first);
	stash(box);
	free(box);
}

int main(void)
{
	wrap(opaque(8));
	clobber_stack();
	printf("%ld\n", sum(kept, 6));
	free(kept);
	return 0;
}
