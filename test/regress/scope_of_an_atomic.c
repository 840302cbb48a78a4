// RUN: %exec %s
// RUN: %clang --config=%cfg -O2 -S -emit-llvm %s -o - | %FileCheck %s
// As restrict_of_the_round_before.c, but the new object is written by an atomic operation (trap 92).
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

static inline long *step(const long *restrict prev, long i, long *restrict out)
{
	long v = prev ? prev[0] : 3;
	long *cur = malloc(32);
	if (!cur)
		abort();
	__atomic_exchange_n(&cur[0], v + i, __ATOMIC_RELAXED);
	*out += v;
	return cur;
}

// CHECK-LABEL: @rounds(
// CHECK-NOT: atomicrmw {{.*}}!{{alias.scope|noalias}}
// CHECK: ret i64
NOINLINE long rounds(int n)
{
	long *p = NULL, sum = 0;
	for (int i = 0; i < n; i++)
		p = step(p, i, &sum);
	return sum;
}

int main(void)
{
	printf("%ld\n", rounds(opaque(5)));
	return 0;
}
