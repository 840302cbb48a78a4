// RUN: %exec %s
// CLASS: an integer made of an address is taken for a pointer with a known offset
// WHOSE: LLVM #221852 (trap 5)
// The address is rounded down to a line of 64 bytes and used as a number: whatever is computed from it has nothing to
// do with offsets into the object.
// HEAP: O1,O2 <= 0
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

HELPER int slot_of(const unsigned char *at)
{
	uintptr_t line = (uintptr_t)at / 64 * 64;
	return (int)((uintptr_t)at - line) < 64;
}

NOINLINE int index_of(int first)
{
	unsigned char *bytes = malloc(100);
	for (int i = 0; i < 100; i++)
		bytes[i] = (unsigned char)(first + i);
	int total = 0;
	for (int i = 0; i < 100; i++)
		total = (total * 3 + bytes[i] * slot_of(bytes + i)) & 0xffff;
	free(bytes);
	return total;
}

int main(void)
{
	printf("%d\n", index_of(opaque(3)));
	return 0;
}
