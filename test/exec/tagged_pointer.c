// RUN: %exec %s
// A flag in the low bits of a pointer, put in and taken off by integer arithmetic (trap 5).
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE long tagged(int flag, int first)
{
	int *numbers = malloc(6 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 6, first);
	uintptr_t word = (uintptr_t)numbers | (flag ? 1u : 0u);
	volatile int rounds = 3;
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		int *clean = (int *)(word & ~(uintptr_t)3);
		total += (word & 1 ? 100 : 1) * sum(clean, 6);
		clean[i]++;
		word ^= 1;
	}
	free((void *)(word & ~(uintptr_t)3));
	return total;
}

NOINLINE int by_hand(int first)
{
	char *block = malloc(80);
	if (!block)
		abort();
	char *aligned = (char *)(((uintptr_t)block + 31) & ~(uintptr_t)31);
	fill((int *)aligned, 8, first);
	int result = (int)sum((int *)aligned, 8) + (int)((uintptr_t)aligned & 31);
	free(block);
	return result;
}

int main(void)
{
	printf("%ld %ld\n", tagged(opaque(0), opaque(4)), tagged(opaque(1), opaque(4)));
	printf("%d\n", by_hand(opaque(2)));
	return 0;
}
