// RUN: %exec %s
// Stored through a parameter, into a field of a parameter's pointee, and into a heap node that is returned (trap 1,
// trap 3). None can be in the frame of the function that makes it; all can be in that of main, which outlives it.
// HEAP: O1,O2 == 0
// REFUSED: O1 out EscapesToParameter
// REFUSED: O1 attach EscapesToParameter
// REFUSED: O1 own EscapesToReturn
// PROMOTED: O1 main 4
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct owner {
	int id;
	int *data[3];
};

NOINLINE int out(int **result, int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, first);
	*result = numbers;
	return 0;
}

NOINLINE void attach(struct owner *owner, int index, int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 4, first);
	owner->data[index] = numbers;
}

NOINLINE struct owner *own(int first)
{
	struct owner *owner = calloc(1, sizeof *owner);
	int *numbers = malloc(4 * sizeof *numbers);
	if (!owner || !numbers)
		abort();
	fill(numbers, 4, first);
	owner->data[2] = numbers;
	return owner;
}

int main(void)
{
	int *direct = NULL;
	int error = out(&direct, opaque(1));
	struct owner *owner = own(opaque(2));
	attach(owner, opaque(1), opaque(3));
	clobber_stack();
	printf("%d %ld\n", error, sum(direct, 4));
	printf("%ld %ld %d\n", sum(owner->data[1], 4), sum(owner->data[2], 4), owner->data[0] == NULL);
	free(direct);
	free(owner->data[1]);
	free(owner->data[2]);
	free(owner);
	return 0;
}
