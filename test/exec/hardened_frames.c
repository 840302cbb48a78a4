// RUN: %exec %s
// Frames with canaries, probes and shadow stacks: slots are variables like others to all of them (trap 66, trap 72).
// CFLAGS: -fstack-protector-all -fstack-clash-protection -fcf-protection=full
// OPTIONS: max-size=4096 frame-budget=16384
// HEAP: O1,O2 <= 0
// PROMOTED: O1 pages 3
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

/* Three pages of slots, each of which a probe must have touched. */
NOINLINE long pages(int count, int first)
{
	int *low = malloc(4096), *middle = malloc(4096), *high = malloc(4096);
	if (!low || !middle || !high)
		abort();
	fill(low, count, first);
	fill(middle, count, first + 1);
	fill(high, count, first + 2);
	long total = sum(low, count) + 3 * sum(middle, count) + 7 * sum(high, count);
	free(middle);
	free(low);
	free(high);
	return total;
}

int main(void)
{
	printf("%ld\n", pages(opaque(1024), opaque(5)));
	clobber_stack();
	printf("%ld\n", pages(opaque(1), opaque(9)));
	return 0;
}
