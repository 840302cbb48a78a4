// RUN: %exec %s
// Each way round the loop frees for itself: continue, break, fall through (trap 18, trap 36).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 search 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long search(int from, int to, int wanted)
{
	long best = 0;
	for (int i = from; i < to; i++) {
		int *numbers = malloc(10 * sizeof *numbers);
		if (!numbers)
			return -1;
		fill(numbers, 10, i);
		long total = sum(numbers, 10);
		if (total % 3 == 0) {
			free(numbers);
			continue;
		}
		if (total > wanted) {
			best = total * 10 + numbers[i % 10];
			free(numbers);
			break;
		}
		best += numbers[i % 5];
		free(numbers);
	}
	return best;
}

int main(void)
{
	printf("%ld %ld\n", search(opaque(0), opaque(50), opaque(400)), search(opaque(0), opaque(9), opaque(100000)));
	return 0;
}
