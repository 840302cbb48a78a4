// RUN: %exec %s
// CLASS: loads of a fresh object are taken for invariant
// WHOSE: LLVM #147706 (trap 83)
// The object is written by one helper and read by another, in turns. The load was marked as one of memory that never
// changes, because its address is that of a fresh object, and every read gave the first value.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 count 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct counter {
	long values[4];
	long step;
};

static void tick(struct counter *counter, int which)
{
	counter->values[which & 3] += counter->step;
}

static long look(const struct counter *counter, int which)
{
	return counter->values[which & 3];
}

NOINLINE long count(int rounds, int step)
{
	struct counter *counter = calloc(1, sizeof *counter);
	counter->step = step;
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		tick(counter, i);
		total = total * 3 + look(counter, i);
		tick(counter, i * 3);
		total = total * 3 + look(counter, i);
	}
	free(counter);
	return total;
}

int main(void)
{
	printf("%ld\n", count(opaque(12), opaque(5)));
	return 0;
}
