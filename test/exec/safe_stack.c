// RUN: %exec %s
// SafeStack moves slots to its other stack, which loops, recursion and calls must not let grow or mix up (trap 72).
// CFLAGS: -fsanitize=safe-stack
// LINK: -fsanitize=safe-stack
// HEAP: O1,O2 <= 0
// SANITIZE: no (two sanitizers of the stack)
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long rounds(int count)
{
	long total = 0;
	for (int i = 0; i < count; i++) {
		int *now = calloc(8, sizeof *now);
		if (!now)
			abort();
		now[i & 7] += i;
		total = (total * 3 + sum(now, 8)) % 1000003;
		free(now);
	}
	return total;
}

NOINLINE long deep(int depth)
{
	int *own = malloc(12 * sizeof *own);
	if (!own)
		abort();
	fill(own, 12, depth);
	long below = depth ? deep(depth - 1) : 0;
	long total = (below * 5 + sum(own, 12)) % 1000003;
	free(own);
	return total;
}

int main(void)
{
	printf("%ld\n", rounds(opaque(200000)));
	printf("%ld\n", deep(opaque(50)));
	return 0;
}
