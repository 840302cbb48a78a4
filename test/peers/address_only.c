// RUN: %exec %s
// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -mllvm -escape-no-calls -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// CLASS: a callee that takes the address alone: for a hash, a comparison, a range check
// WHOSE: LLVM PR #116990, #125880, #135613, #201143 (trap 5, 6)
// The address must stay the same and differ from all others that live. What a callee computes from it may be compared
// with that of the next instance, so it stays on the heap unless it is freed first, whatever happens (trap 103). Where
// the callee's body is followed, what it computes ends in comparisons, and there is no next instance.
// PROMOTED: O1 addresses 2
// CHECK-COUNT-2: stays on the heap
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

HELPER unsigned hash(const void *pointer)
{
	uint64_t bits = (uintptr_t)pointer;
	return (unsigned)((bits * 0x9E3779B97F4A7C15u) >> 40);
}

HELPER int inside(const int *at, const int *from, size_t count)
{
	return (uintptr_t)at >= (uintptr_t)from && (uintptr_t)at < (uintptr_t)(from + count);
}

NOINLINE int addresses(int first)
{
	int *left = malloc(8 * sizeof *left), *right = malloc(8 * sizeof *right);
	fill(left, 8, first);
	unsigned before = hash(left);
	fill(right, 8, first + 1);
	int seen = (before == hash(left)) + 2 * inside(left + 7, left, 8) + 4 * inside(right, left, 8) + 8 * (left == right);
	seen += 16 * (int)(sum(left, 8) + sum(right, 8));
	free(right);
	free(left);
	return seen;
}

int main(void)
{
	printf("%d\n", addresses(opaque(3)));
	return 0;
}
