// RUN: %exec %s
// Atomic operations on an object that only this function knows (trap 63); cmpxchg of plain numbers publishes nothing
// (trap 7).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 count 1
#include "program.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct counters {
	atomic_int hits[4];
	atomic_long total;
};

NOINLINE long count(int rounds)
{
	struct counters *counters = malloc(sizeof *counters);
	if (!counters)
		return -1;
	for (int i = 0; i < 4; i++)
		atomic_init(&counters->hits[i], 0);
	atomic_init(&counters->total, 0);
	for (int i = 0; i < rounds; i++) {
		atomic_fetch_add(&counters->hits[i * i & 3], i);
		long expected = i * 2;
		if (!atomic_compare_exchange_strong(&counters->total, &expected, i))
			atomic_fetch_add(&counters->total, expected + 1);
	}
	long result = atomic_load(&counters->hits[rounds & 3]) * 1000L + atomic_load(&counters->total);
	free(counters);
	return result;
}

int main(void)
{
	printf("%ld %ld\n", count(opaque(5)), count(opaque(12)));
	return 0;
}
