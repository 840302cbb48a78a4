// RUN: %exec %s
// The last three buffers live in a local array of pointers, and the slot of the oldest is taken by the newest (trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long ring(int rounds)
{
	int *recent[3] = {NULL, NULL, NULL};
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		free(recent[i % 3]);
		recent[i % 3] = malloc(6 * sizeof(int));
		if (!recent[i % 3])
			abort();
		fill(recent[i % 3], 6, i * i);
		for (int k = 0; k < 3; k++)
			if (recent[k])
				total += (k + 1) * sum(recent[k], 6);
	}
	for (int k = 0; k < 3; k++)
		free(recent[k]);
	return total;
}

int main(void)
{
	printf("%ld %ld\n", ring(opaque(2)), ring(opaque(11)));
	return 0;
}
