// RUN: %exec %s
// The buffer of the last round is used where the one of this round might be, or through a holder that has one of its own
// for each round: one slot would show this round's numbers instead (trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long one_or_the_other(int rounds)
{
	int *previous = NULL;
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		int *current = malloc(8 * sizeof *current);
		if (!current)
			abort();
		fill(current, 8, 10 * i);
		int *chosen = opaque(i) % 2 || !previous ? current : previous;
		total = total * 3 + sum(chosen, 8);
		previous = current;
	}
	return total;
}

struct holder {
	int *numbers;
};

NOINLINE long in_holders(int rounds)
{
	struct holder *last = NULL;
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		int *numbers = malloc(8 * sizeof *numbers);
		struct holder *holder = malloc(sizeof *holder);
		if (!numbers || !holder)
			abort();
		fill(numbers, 8, 10 * i);
		holder->numbers = numbers;
		if (last)
			total = total * 3 + sum(last->numbers, 8);
		last = holder;
	}
	return total;
}

/* The first pointer is forgotten, the second is not. */
NOINLINE long cleared_in_part(int rounds, size_t bytes)
{
	int *kept[2] = {NULL, NULL};
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		int *numbers = malloc(8 * sizeof *numbers);
		if (!numbers)
			abort();
		fill(numbers, 8, 10 * i);
		__builtin_memset(kept, 0, bytes);
		if (kept[1])
			total = total * 3 + sum(kept[1], 8);
		kept[0] = kept[1] = numbers;
	}
	return total;
}

int main(void)
{
	printf("%ld\n", one_or_the_other(opaque(6)));
	printf("%ld\n", in_holders(opaque(6)));
	printf("%ld\n", cleared_in_part(opaque(6), (size_t)opaque(sizeof(int *))));
	return 0;
}
