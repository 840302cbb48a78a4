// RUN: %exec %s
// A double holds every address of 48 bits exactly, and frexp passes it on (trap 5, trap 88, trap 105).
// LINK: -lm
#include "../exec/program.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE double mantissa(int *exponent)
{
	long *object = malloc(64);
	if (!object)
		abort();
	*object = 42;
	return frexp((double)(uintptr_t)object, exponent);
}

int main(void)
{
	int exponent;
	double part = mantissa(&exponent);
	clobber_stack();
	long *object = (long *)(uintptr_t)ldexp(part, exponent);
	printf("%ld\n", *object);
	return 0;
}
