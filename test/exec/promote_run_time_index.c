// RUN: %exec %s
// A buffer written and read at indices known at run time only: an array slot, not scalars.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 sieve 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE int sieve(int limit)
{
	unsigned char *composite = malloc(256);
	if (!composite)
		return -1;
	if (limit > 256)
		limit = 256;
	for (int i = 0; i < limit; i++)
		composite[i] = i < 2;
	for (int i = 2; i < limit; i++)
		for (int j = 2 * i; j < limit; j += i)
			composite[j] = 1;
	int primes = 0;
	for (int i = 0; i < limit; i++)
		primes += !composite[i];
	free(composite);
	return primes;
}

int main(void)
{
	printf("%d %d %d\n", sieve(opaque(10)), sieve(opaque(100)), sieve(opaque(1000)));
	return 0;
}
