// RUN: %exec %s
// Forty buffers one after the other: their slots may share memory, but never while two of them are alive (trap 40,
// trap 55).
// STACK: 256K
// OPTIONS: frame-budget=20000
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

#define STEP(N) \
	do { \
		int *now = malloc(480); \
		if (!now) \
			abort(); \
		fill(now, 120, first + (N)); \
		total = (total * 3 + sum(now, 120) + sum(carried, 10)) % 1000003; \
		carried[(N) % 10] += now[first]; \
		free(now); \
	} while (0);
#define TEN(X, N) X(N) X(N + 1) X(N + 2) X(N + 3) X(N + 4) X(N + 5) X(N + 6) X(N + 7) X(N + 8) X(N + 9)

NOINLINE long forty(int first)
{
	long total = 0;
	int *carried = calloc(10, sizeof *carried);
	if (!carried)
		abort();
	TEN(STEP, 0)
	TEN(STEP, 10)
	TEN(STEP, 20)
	TEN(STEP, 30)
	free(carried);
	return total;
}

int main(void)
{
	printf("%ld %ld\n", forty(opaque(1)), forty(opaque(50)));
	return 0;
}
