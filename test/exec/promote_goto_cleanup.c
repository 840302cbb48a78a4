// RUN: %exec %s
// The goto-cleanup idiom: frees of pointers that may still be NULL (trap 21).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long work(int stop)
{
	long result = -1;
	int *first = NULL, *second = NULL, *third = NULL;

	first = malloc(10 * sizeof *first);
	if (!first)
		goto done;
	fill(first, 10, stop);
	if (stop == 1)
		goto done;
	second = malloc(20 * sizeof *second);
	if (!second)
		goto done;
	fill(second, 20, first[9]);
	if (stop == 2) {
		result = sum(second, 20);
		goto done;
	}
	third = calloc(30, sizeof *third);
	if (!third)
		goto done;
	fill(third + 1, 28, second[19]);
	result = sum(third, 30) + sum(second, 20) + sum(first, 10);
done:
	free(third);
	free(second);
	free(first);
	return result;
}

int main(void)
{
	for (int stop = 0; stop < 5; stop++)
		printf("%d %ld\n", stop, work(opaque(stop)));
	return 0;
}
