// RUN: %exec %s
// Allocated in the loop, but only when there is none yet; freed and allocated again on demand (trap 36, trap 40).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long lazy(int rounds, int reset)
{
	int *cache = NULL;
	long total = 0;
	for (int i = 1; i <= rounds; i++) {
		if (!cache) {
			cache = calloc(10, sizeof *cache);
			if (!cache)
				abort();
		}
		cache[i % 10] += i;
		total += sum(cache, 10);
		if (i % reset == 0) {
			free(cache);
			cache = NULL;
		}
	}
	free(cache);
	return total;
}

int main(void)
{
	printf("%ld %ld %ld\n", lazy(opaque(30), opaque(7)), lazy(opaque(30), opaque(100)), lazy(opaque(30), opaque(1)));
	return 0;
}
