// RUN: %exec %s
// CLASS: a callee that takes the address alone: for a hash, a comparison, a range check
// WHOSE: LLVM PR #116990, #125880, #135613, #201143 (trap 5, 6)
// HEAP: O1,O2 <= 0
// The address may be looked at as long as the object is alive, and it must stay the same and differ from all others.
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
