// RUN: %exec %s
// calloc in a loop is zero in every iteration, not once in the entry block (trap 27, trap 37).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 histogram 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER void tally(unsigned char *buckets, const int *from, int count)
{
	for (int i = 0; i < count; i++)
		buckets[from[i] % 10]++;
}

HELPER int distinct(const unsigned char *buckets)
{
	int found = 0;
	for (int i = 0; i < 10; i++)
		found += buckets[i] != 0;
	return found;
}

NOINLINE unsigned histogram(const int *from, int rows, int width)
{
	unsigned checksum = 0;
	for (int row = 0; row < rows; row++) {
		unsigned char *buckets = calloc(10, 1);
		if (!buckets)
			return ~0u;
		tally(buckets, from + row * width, width);
		checksum = checksum * 11 + (unsigned)distinct(buckets);
		free(buckets);
	}
	return checksum;
}

int main(void)
{
	int data[40];
	fill(data, 40, opaque(7));
	printf("%u\n", histogram(data, 10, 4));
	printf("%u\n", histogram(data, 20, 2));
	printf("%u\n", histogram(data, 40, 1));
	return 0;
}
