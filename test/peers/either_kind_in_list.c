// RUN: %exec %s
// CLASS: one loop frees blocks of this frame and of others
// WHOSE: Inko #776, daScript #3067 (trap 21)
// The list begins with a block of the function's own and goes on with those that it was given; the loop that frees them
// sees only the links.
// PROMOTED: O1 consume 1
// REFUSED: O1 cons EscapesToReturn
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *next;
	int value;
};

NOINLINE struct node *cons(int value, struct node *next)
{
	struct node *node = malloc(sizeof *node);
	*node = (struct node){next, value};
	return node;
}

NOINLINE int consume(struct node *given, int value, int keep)
{
	struct node *own = malloc(sizeof *own);
	*own = (struct node){given, value};
	int total = 0;
	for (struct node *at = own; at;) {
		struct node *next = at->next;
		total = total * 5 + at->value;
		if (at != own || !keep)
			free(at);
		at = next;
	}
	if (keep) {
		total += own->value;
		free(own);
	}
	return total;
}

int main(void)
{
	printf("%d %d\n", consume(cons(opaque(1), cons(2, NULL)), 3, 0), consume(cons(opaque(4), NULL), 5, opaque(1)));
	return 0;
}
