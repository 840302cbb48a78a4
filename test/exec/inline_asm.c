// RUN: %exec %s
// Inline assembly takes the pointer: as the sink of a benchmark, and to hand it on to a global (trap 10).
// HEAP: O1,O2 == 2
// REFUSED: O1 sink EscapesToAsm
// REFUSED: O1 laundered EscapesToAsm
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static int *kept;

NOINLINE long sink(int first)
{
	int *numbers = malloc(5 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 5, first);
	__asm__ volatile("" : : "r"(numbers) : "memory");
	long total = sum(numbers, 5);
	free(numbers);
	return total;
}

NOINLINE void laundered(int first)
{
	int *numbers = malloc(5 * sizeof *numbers), *other;
	if (!numbers)
		abort();
	fill(numbers, 5, first);
	__asm__("" : "=r"(other) : "0"(numbers));
	kept = other;
}

int main(void)
{
	printf("%ld\n", sink(opaque(4)));
	laundered(opaque(5));
	clobber_stack();
	printf("%ld\n", sum(kept, 5));
	free(kept);
	return 0;
}
