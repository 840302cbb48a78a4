// RUN: %exec %s
// Two objects point at each other, a third at itself; the walk follows them by run-time decisions (trap 2, trap 77).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 turn 3
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct link {
	struct link *next, *previous;
	int weight;
};

NOINLINE int turn(int weight, int steps)
{
	struct link *left = malloc(sizeof *left);
	struct link *right = malloc(sizeof *right);
	struct link *self = malloc(sizeof *self);
	if (!left || !right || !self)
		abort();
	*left = (struct link){right, self, weight};
	*right = (struct link){left, left, weight + 1};
	*self = (struct link){self, right, weight + 2};
	int mix = 0;
	for (struct link *at = left; steps > 0; steps--) {
		mix = (mix * 7 + at->weight++) % 1000003;
		at = steps % 3 ? at->next : at->previous;
	}
	free(self);
	free(left);
	free(right);
	return mix;
}

int main(void)
{
	printf("%d %d\n", turn(opaque(1), opaque(5)), turn(opaque(3), opaque(28)));
	return 0;
}
