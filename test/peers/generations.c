// RUN: %exec %s
// CLASS: two generations of one allocation are compared, and are the same place
// WHOSE: OpenJ9 (overlapping loop allocations), Binaryen (ref.eq folded), LDC mayBeUsedAfterRealloc (trap 6, 36)
// The last object is freed only after the next one has been made and told apart from it: one of two is in the slot.
// HEAP: O1 == 25
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct object {
	int values[3];
};

HELPER int same(const struct object *left, const struct object *right)
{
	return left == right;
}

NOINLINE long generations(int rounds)
{
	struct object *last = NULL;
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		struct object *now = malloc(sizeof *now);
		fill(now->values, 3, i);
		total = total * 2 % 1000003 + same(now, last) * 7 + (last == NULL) + (last ? last->values[2] : 0);
		free(last);
		last = now;
	}
	free(last);
	return total;
}

int main(void)
{
	printf("%ld\n", generations(opaque(50)));
	return 0;
}
