// RUN: %exec %s
// CLASS: objects that refer to each other go out at a merge, each from its own way
// WHOSE: Graal PEA, Jeandle (materialisation of nested objects at merges and loops) (trap 2, 36)
// A ring of three is built, its links turned on one of two ways, and one member handed out. All are reachable from
// there, and have room in the frame of main, which outlives them.
// HEAP: O1,O2 == 0
// REFUSED: O1 ring EscapesToReturn
// PROMOTED: O1 ring 0
// PROMOTED: O1 main 6
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct member {
	struct member *next;
	int value;
};

NOINLINE struct member *ring(int value, int backwards, int turns)
{
	struct member *a = malloc(sizeof *a), *b = malloc(sizeof *b), *c = malloc(sizeof *c);
	*a = (struct member){b, value};
	*b = (struct member){c, value + 1};
	*c = (struct member){a, value + 2};
	struct member *out = b;
	if (backwards) {
		a->next = c;
		c->next = b;
		b->next = a;
		out = c;
	}
	for (int i = 0; i < turns; i++) {
		out->value += i;
		out = out->next;
	}
	return out;
}

NOINLINE int walk_and_free(struct member *from)
{
	int total = 0;
	struct member *at = from;
	for (int i = 0; i < 7; i++, at = at->next)
		total = total * 3 + at->value;
	for (int i = 0; i < 3; i++) {
		struct member *next = at->next;
		free(at);
		at = next;
	}
	return total;
}

int main(void)
{
	struct member *forwards = ring(opaque(4), 0, opaque(4)), *backwards = ring(opaque(9), opaque(1), opaque(2));
	clobber_stack();
	printf("%d", walk_and_free(forwards));
	printf(" %d\n", walk_and_free(backwards));
	return 0;
}
