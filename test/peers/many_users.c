// RUN: %exec %s
// CLASS: time without bound for a pointer with thousands of users
// WHOSE: LLVM PR #190347, TinyGo #4582 (trap 16, 84)
// 2560 loads and 640 stores through pointers that are derived one from the other; the compiler has to come to an
// end, with whatever verdict.
// HEAP: O1,O2 <= 0
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

#define ONE(N) at = at + (at[1] & 1) - (at[1] & 1); at[N & 7] = (at[N & 7] ^ at[(N + 3) & 7]) & 0xffff;
#define FOUR(N) ONE(N) ONE(N + 1) ONE(N + 2) ONE(N + 3)
#define FORTY(N) FOUR(N) FOUR(N + 5) FOUR(N + 9) FOUR(N + 2) FOUR(N + 7) FOUR(N) \
	FOUR(N + 1) FOUR(N + 4) FOUR(N + 3) FOUR(N + 6)
#define MANY(N) FORTY(N) FORTY(N + 1) FORTY(N + 2) FORTY(N + 3)

NOINLINE int churn(int first)
{
	int *numbers = malloc(8 * sizeof *numbers), *at = numbers;
	fill(numbers, 8, first);
	MANY(1) MANY(2) MANY(3) MANY(4)
	int result = (int)sum(numbers, 8);
	free(numbers);
	return result;
}

int main(void)
{
	printf("%d\n", churn(opaque(1)));
	return 0;
}
