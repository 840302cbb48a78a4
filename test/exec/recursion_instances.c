// RUN: %exec %s
// Every activation has its own object, and parents' objects are read from below: recursion that is inlined into itself
// must not share a slot (trap 36, trap 57).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct level {
	const struct level *above;
	int value;
};

HELPER long climb(const struct level *from)
{
	long mix = 0;
	for (; from; from = from->above)
		mix = mix * 10 + from->value;
	return mix;
}

static long descend(const struct level *above, int depth)
{
	struct level *here = malloc(sizeof *here);
	if (!here)
		abort();
	here->above = above;
	here->value = depth;
	long result = depth > 0 ? descend(here, depth - 1) : climb(here);
	result += here->value;
	free(here);
	return result;
}

int main(void)
{
	printf("%ld %ld\n", descend(NULL, opaque(2)), descend(NULL, opaque(9)));
	return 0;
}
