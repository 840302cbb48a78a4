/* What the programs share: real calls, and a stack that does not keep what a dead frame left behind. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stddef.h>

#define NOINLINE __attribute__((noinline))
/* `used` keeps these as they are written: no argument becomes a constant, none disappears. */
#define HELPER static __attribute__((noinline, used))

/* Overwrites the part of the stack that the functions called before have used. */
HELPER void clobber_stack(void)
{
	volatile unsigned char area[16384];
	for (size_t i = 0; i < sizeof area; i++)
		area[i] = 0xA5;
}

HELPER void fill(int *to, int count, int first)
{
	for (int i = 0; i < count; i++)
		to[i] = first + 3 * i;
}

HELPER long sum(const int *from, int count)
{
	long total = 0;
	for (int i = 0; i < count; i++)
		total += from[i];
	return total;
}

/* A number that the optimizer does not know. */
HELPER int opaque(int number)
{
	volatile int hidden = number;
	return hidden;
}

#endif
