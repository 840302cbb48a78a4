// RUN: %exec %s
// CLASS: a store to a global is missed because it goes through a pointer to the variable
// WHOSE: Go #29000, #10466, #44614 (trap 1, 3)
// The callee gets the address of where to store, which is a local's, a global's, or a field of what the caller returns.
// HEAP: O1,O2 == 2
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct result {
	int *numbers;
	int code;
};

static int *registry[2];

HELPER int **place(int global, int **local)
{
	return global ? &registry[1] : local;
}

NOINLINE struct result compute(int first, int global)
{
	struct result result = {NULL, first};
	int *numbers = malloc(4 * sizeof *numbers);
	fill(numbers, 4, first);
	*place(global, &result.numbers) = numbers;
	return result;
}

int main(void)
{
	struct result local = compute(opaque(3), 0), global = compute(opaque(30), opaque(1));
	clobber_stack();
	printf("%ld %ld %d\n", sum(local.numbers, 4), sum(registry[1], 4), global.numbers == NULL);
	free(local.numbers);
	free(registry[1]);
	return 0;
}
