// RUN: %exec %s
// CLASS: memory that nobody frees by hand stays on the heap because callees free something else
// WHOSE: LLVM PR #113299, TinyGo #4582 (trap 17)
// As a collected language writes it: the object is never freed, and the callee frees only its own scratch memory.
// HEAP: O1,O2 == 0
// PROMOTED: O1 collected 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER long through_scratch(const int *from, int count)
{
	int *scratch = malloc((size_t)count * sizeof *scratch);
	for (int i = 0; i < count; i++)
		scratch[i] = from[count - 1 - i] * (i + 1);
	long total = sum(scratch, count);
	free(scratch);
	return total;
}

NOINLINE long collected(int first)
{
	int *numbers = calloc(9, sizeof *numbers);
	fill(numbers, 7, first);
	return through_scratch(numbers, 9) + numbers[3];
}

int main(void)
{
	printf("%ld %ld\n", collected(opaque(4)), collected(opaque(11)));
	return 0;
}
