// RUN: %exec %s
// Error paths that end in abort or exit, where nobody frees: nothing of the program can see the object there (trap 43).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 checked_total 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long checked_total(int first, int limit)
{
	int *numbers = malloc(9 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 9, first);
	long total = sum(numbers, 9);
	if (total > 10000)
		abort();
	if (total > limit) {
		printf("over the limit: %d\n", numbers[opaque(8)]);
		exit(3);
	}
	free(numbers);
	return total;
}

int main(void)
{
	printf("%ld\n", checked_total(opaque(1), opaque(500)));
	printf("%ld\n", checked_total(opaque(2), opaque(500)));
	printf("%ld\n", checked_total(opaque(90), opaque(500)));
	return 0;
}
