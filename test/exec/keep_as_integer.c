// RUN: %exec %s
// The pointer leaves as an integer: in a global, through a pipe, xor-ed with another, in two halves (trap 5).
// HEAP: O1,O2 == 5
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static uintptr_t hidden, mixed[2];
static uint32_t halves[2];

NOINLINE int *make_hidden(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 4, first);
	hidden = (uintptr_t)numbers + 1;
	return NULL;
}

NOINLINE void send(int channel, int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 4, first);
	if (write(channel, &numbers, sizeof numbers) != sizeof numbers)
		abort();
}

NOINLINE void mix(int first)
{
	int *left = malloc(4 * sizeof *left), *right = malloc(4 * sizeof *right);
	if (!left || !right)
		abort();
	fill(left, 4, first);
	fill(right, 4, 2 * first);
	mixed[0] = (uintptr_t)left ^ (uintptr_t)right;
	mixed[1] = (uintptr_t)left;
}

NOINLINE void halve(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 4, first);
	halves[0] = (uint32_t)(uintptr_t)numbers;
	halves[1] = (uint32_t)((uintptr_t)numbers >> 32);
}

NOINLINE void show(uintptr_t address)
{
	int *numbers = (int *)address;
	printf("%ld\n", sum(numbers, 4));
	free(numbers);
}

int main(void)
{
	int ends[2], *received;
	if (pipe(ends))
		return 2;
	make_hidden(opaque(1));
	send(ends[1], opaque(2));
	mix(opaque(3));
	halve(opaque(4));
	clobber_stack();
	show(hidden - 1);
	if (read(ends[0], &received, sizeof received) != sizeof received)
		return 3;
	show((uintptr_t)received);
	show(mixed[0] ^ mixed[1]);
	show(mixed[1]);
	show(halves[0] | (uintptr_t)halves[1] << 32);
	return 0;
}
