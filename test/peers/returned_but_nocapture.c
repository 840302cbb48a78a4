// RUN: %exec %s
// CLASS: a callee that returns its argument is said to capture nothing
// WHOSE: LLVM #64613; TinyGo #5378, #4576 (trap 4)
// PROMOTED: O1 chained 1
// HEAP: O1,O2 <= 0
// The pointer comes back as the result, so what is stored through the argument is read through the result.
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct builder {
	int values[8];
	int used;
};

NOINLINE struct builder *add(struct builder *builder, int value)
{
	builder->values[builder->used++ & 7] = value;
	return builder;
}

NOINLINE long chained(int first)
{
	struct builder *builder = calloc(1, sizeof *builder);
	builder->values[7] = 1000;
	struct builder *same = add(add(add(builder, first), first * 2), first * 3);
	builder->values[0] += 50;
	long total = sum(same->values, 8) * 10 + same->used;
	free(builder);
	return total;
}

int main(void)
{
	printf("%ld\n", chained(opaque(7)));
	return 0;
}
