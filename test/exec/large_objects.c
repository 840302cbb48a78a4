// RUN: %exec %s
// Sizes around typical limits, and one that no stack has (trap 55).
// REFUSED: O1 sixteen_megabytes TooLarge
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

#define BODY(COUNT) \
	int *numbers = malloc((COUNT) * sizeof *numbers); \
	if (!numbers) \
		return -1; \
	fill(numbers, 100, first); \
	fill(numbers + (COUNT) - 100, 100, first); \
	long total = sum(numbers, 100) + sum(numbers + (COUNT) - 100, 100); \
	free(numbers); \
	return total;

NOINLINE long one_kilobyte(int first) { BODY(256) }
NOINLINE long four_kilobytes(int first) { BODY(1024) }
NOINLINE long above_a_page(int first) { BODY(1025) }
NOINLINE long sixty_four_kilobytes(int first) { BODY(16384) }
NOINLINE long hundred_kilobytes(int first) { BODY(25600) }
NOINLINE long one_megabyte(int first) { BODY(262144) }
NOINLINE long sixteen_megabytes(int first) { BODY(4194304) }

int main(void)
{
	printf("%ld %ld %ld\n", one_kilobyte(opaque(1)), four_kilobytes(opaque(2)), above_a_page(opaque(3)));
	printf("%ld %ld\n", sixty_four_kilobytes(opaque(4)), hundred_kilobytes(opaque(5)));
	printf("%ld %ld\n", one_megabyte(opaque(6)), sixteen_megabytes(opaque(7)));
	return 0;
}
