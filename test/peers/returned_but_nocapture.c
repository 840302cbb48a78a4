// RUN: %exec %s
// RUN: %if llvm-22 %{ %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s %}
// CLASS: a callee that returns its argument is said to capture nothing
// WHOSE: LLVM #64613; TinyGo #5378, #4576 (trap 4)
// The pointer comes back as the result, so what is stored through the argument is read through the result.
// LLVM 19 cannot say of a callee that it keeps nothing but in its result; there it may keep the pointer.
// CHECK: moved to the stack: it does not escape
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
