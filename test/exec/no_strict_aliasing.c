// RUN: %exec %s
// Once an object is a local, alias analysis knows more about it (trap 69). Under -fno-strict-aliasing punning through
// pointers of any type is defined, and stays so: the slot has no type of its own, and no type is added to an access.
// CFLAGS: -fno-strict-aliasing
// HEAP: O1,O2 <= 0
// PROMOTED: O1 bits 1
// PROMOTED: O1 halves 1
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

HELPER void put_float(float *to, float value) { *to = value; }
HELPER uint32_t get_bits(const uint32_t *from) { return *from; }

NOINLINE uint32_t bits(float value)
{
	float *cell = malloc(sizeof *cell);
	if (!cell)
		abort();
	put_float(cell, value);
	uint32_t first = get_bits((const uint32_t *)cell);
	*(uint32_t *)cell = first ^ UINT32_C(0x80000000);
	*cell *= 2;
	uint32_t second = *(uint32_t *)cell;
	free(cell);
	return first ^ second;
}

NOINLINE unsigned halves(int count)
{
	uint64_t *wide = malloc(8 * sizeof *wide);
	if (!wide)
		abort();
	for (int i = 0; i < count; i++)
		wide[i & 7] = (uint64_t)i * UINT64_C(0x100010001);
	unsigned total = 0;
	for (int i = 0; i < 32; i++)
		total = total * 31 + ((uint16_t *)wide)[i];
	free(wide);
	return total;
}

int main(void)
{
	printf("%08x\n", (unsigned)bits((float)opaque(3)));
	printf("%u\n", halves(opaque(40)));
	return 0;
}
