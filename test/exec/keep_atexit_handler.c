// RUN: %exec %s
// exit is called while the object is alive in a global: the handler reads and frees it. The free on the normal path
// proves nothing (trap 43, trap 44).
// HEAP: O1,O2 == 2
// REFUSED: O1 guarded EscapesToGlobal
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static int *current;

static void clean_up(void)
{
	if (!current)
		return;
	printf("left: %ld\n", sum(current, 6));
	free(current);
	current = NULL;
}

NOINLINE void check(int value)
{
	if (value > 10)
		exit(5);
}

NOINLINE long guarded(int first)
{
	int *numbers = malloc(6 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 6, first);
	current = numbers;
	check(first);
	long total = sum(numbers, 6);
	current = NULL;
	free(numbers);
	return total;
}

int main(void)
{
	if (atexit(clean_up))
		return 2;
	printf("%ld\n", guarded(opaque(3)));
	printf("%ld\n", guarded(opaque(30)));
	return 0;
}
