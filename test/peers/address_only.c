// RUN: %exec %s
// RUN: %if llvm-22 %{ %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s %}
// CLASS: a callee that takes the address alone: for a hash, a comparison, a range check
// WHOSE: LLVM PR #116990, #125880, #135613, #201143 (trap 5, 6)
// The address may be looked at as long as the object is alive, and it must stay the same and differ from all others.
// LLVM 19 cannot say of a callee that it takes the address alone; there it may keep the pointer.
// CHECK-COUNT-2: moved to the stack: it does not escape
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
