// RUN: %exec %s
// A guard skips the free of the slot and of nothing else (trap 21). Blocks of 5 GB in all come by, one at a time; if
// their free is gone too there is no room for the last, since the runs have 4 GB of address space.
// HEAP: O1,O2 <= 90000
// PROMOTED: O1 by_choice 1
// PROMOTED: O1 by_memory 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

enum { LARGE = 65536, ROUNDS = 40000 };

NOINLINE long by_choice(int *given, int count)
{
	int *p = given;
	if (!p)
		p = malloc(10 * sizeof *p);
	if (!p)
		abort();
	fill(p, count, count);
	long total = sum(p, count);
	free(p);
	return total;
}

/* The pointer comes out of memory at an index that is known at run time: the guard compares. */
NOINLINE long by_memory(int *given, int count)
{
	int *own = malloc(10 * sizeof *own);
	if (!own)
		abort();
	int *both[2] = {own, given};
	fill(own, count, count);
	fill(given, count, 2 * count);
	long total = sum(own, count) + 3 * sum(given, count);
	int first = opaque(count & 1);
	free(both[first]);
	free(both[1 - first]);
	return total;
}

static int *other(void)
{
	int *block = malloc(LARGE);
	if (!block) {
		printf("out of memory\n");
		exit(1);
	}
	return block;
}

int main(void)
{
	long total = 0;
	for (int round = 0; round < ROUNDS; round++) {
		total = (total * 3 + by_choice(round % 4 ? NULL : other(), opaque(round % 10))) % 1000003;
		total = (total * 3 + by_choice(other(), opaque(round % 10))) % 1000003;
		total = (total * 3 + by_memory(other(), opaque(round % 10))) % 1000003;
	}
	printf("%ld\n", total);
	return 0;
}
