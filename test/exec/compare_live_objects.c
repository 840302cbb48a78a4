// RUN: %exec %s
// Objects that are alive together have different addresses, objects and locals too; unused ones among them (trap 6,
// trap 26).
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

HELPER int same(const void *left, const void *right)
{
	return left == right;
}

HELPER int overlap(uintptr_t left, uintptr_t right, uintptr_t size)
{
	return left < right ? right - left < size : left - right < size;
}

NOINLINE int meet(int first)
{
	int local[4];
	int *one = malloc(4 * sizeof *one), *two = malloc(4 * sizeof *two), *three = malloc(4 * sizeof *three);
	if (!one || !two || !three)
		abort();
	fill(local, 4, first);
	fill(one, 4, first + 1);
	fill(two, 4, first + 2);
	int hits = same(one, two) + same(two, three) + same(one, three) + same(local, one) + same(one, one) * 10;
	hits += 100 * overlap((uintptr_t)one, (uintptr_t)two, 4 * sizeof *one);
	hits += 100 * overlap((uintptr_t)two, (uintptr_t)three, 4 * sizeof *one);
	hits += (int)(sum(local, 4) + sum(one, 4) + sum(two, 4)) * 1000;
	free(two);
	free(one);
	free(three);
	return hits;
}

int main(void)
{
	printf("%d\n", meet(opaque(3)));
	return 0;
}
