// RUN: %exec %s
// Stored to a global, to a thread-local, into a global struct by memcpy, by an atomic exchange (trap 1, trap 2,
// trap 7).
// HEAP: O1,O2 == 4
// REFUSED: O1 to_global EscapesToGlobal
#include "program.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pair {
	int *data;
	int count;
};

int *shared_numbers;
static _Thread_local int *own_numbers;
static struct pair shared_pair;
static _Atomic(int *) published;

NOINLINE int *numbers(int *memory, int first)
{
	if (!memory)
		abort();
	fill(memory, 4, first);
	return memory;
}

NOINLINE void to_global(int first)
{
	int *memory = malloc(4 * sizeof *memory);
	if (!memory)
		abort();
	fill(memory, 4, first);
	shared_numbers = memory;
}

NOINLINE void to_thread_local(int first)
{
	own_numbers = numbers(malloc(4 * sizeof(int)), first);
}

NOINLINE void by_memcpy(int first)
{
	struct pair local = {malloc(4 * sizeof(int)), 4};
	if (!local.data)
		abort();
	fill(local.data, local.count, first);
	memcpy(&shared_pair, &local, sizeof local);
}

NOINLINE int by_exchange(int first)
{
	int *memory = malloc(4 * sizeof *memory);
	if (!memory)
		abort();
	fill(memory, 4, first);
	return atomic_exchange(&published, memory) == NULL;
}

int main(void)
{
	to_global(opaque(1));
	to_thread_local(opaque(2));
	by_memcpy(opaque(3));
	int first_time = by_exchange(opaque(4));
	clobber_stack();
	printf("%ld %ld\n", sum(shared_numbers, 4), sum(own_numbers, 4));
	printf("%ld %ld %d\n", sum(shared_pair.data, shared_pair.count), sum(published, 4), first_time);
	free(shared_numbers);
	free(own_numbers);
	free(shared_pair.data);
	free(published);
	return 0;
}
