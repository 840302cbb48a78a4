// RUN: %exec %s
// A comparator that keeps the address of an element: the array escapes through the callback (trap 13).
// HEAP: O1,O2 == 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static const int *last_element;

static int keeping(const void *key, const void *element)
{
	const int *a = key, *b = element;
	last_element = b;
	return (*a > *b) - (*a < *b);
}

NOINLINE int look_up(int seed)
{
	int *numbers = malloc(7 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 7, seed);
	int key = numbers[opaque(6)] + 1;
	return bsearch(&key, numbers, 7, sizeof *numbers, keeping) == NULL;
}

int main(void)
{
	printf("%d\n", look_up(opaque(30)));
	clobber_stack();
	printf("%d\n", *last_element);
	return 0;
}
