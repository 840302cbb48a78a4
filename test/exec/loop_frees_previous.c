// RUN: %exec %s
// The previous buffer is still read when the next one has been allocated: double buffering needs two (trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long double_buffer(int rounds)
{
	int *previous = NULL;
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		int *current = malloc(8 * sizeof *current);
		if (!current)
			abort();
		fill(current, 8, i);
		if (previous) {
			for (int k = 0; k < 8; k++)
				current[k] += previous[7 - k];
			free(previous);
		}
		total = total * 3 + sum(current, 8);
		previous = current;
	}
	free(previous);
	return total;
}

int main(void)
{
	printf("%ld\n", double_buffer(opaque(6)));
	return 0;
}
