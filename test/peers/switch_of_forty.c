// RUN: %exec %s
// CLASS: slots that exclude each other add up, once for each level of a recursion
// WHOSE: .NET #133788; Flang #56018, #88344, #192932; Go #26154, #36067 (trap 55, 57)
// One of forty arms is taken at each level, 2000 levels deep: the sum of all arms in every frame is 38 MB.
// HEAP: O1,O2 == 2000
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

#define ARM(N) \
	case N: { \
		int *numbers = malloc(480); \
		fill(numbers, 120, depth + N); \
		below = descend(depth - 1); \
		total = sum(numbers, 120) + numbers[N] + below; \
		free(numbers); \
		break; \
	}
#define TEN(N) ARM(N##0) ARM(N##1) ARM(N##2) ARM(N##3) ARM(N##4) ARM(N##5) ARM(N##6) ARM(N##7) ARM(N##8) ARM(N##9)

NOINLINE long descend(int depth)
{
	long total = 0, below = 0;
	if (depth == 0)
		return 0;
	switch (10 + depth % 40) {
		TEN(1)
		TEN(2)
		TEN(3)
		TEN(4)
	}
	return total & 0xfffffff;
}

int main(void)
{
	printf("%ld\n", descend(opaque(2000)));
	return 0;
}
