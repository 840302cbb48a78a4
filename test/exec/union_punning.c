// RUN: %exec %s
// Bytes, floats and integers through one object, and memory that changes its type between uses (trap 68, trap 69).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

union word {
	float real;
	uint32_t bits;
	unsigned char bytes[4];
};

NOINLINE void convert(int index, float real)
{
	union word *words = malloc(8 * sizeof *words);
	if (!words)
		abort();
	for (int i = 0; i < 8; i++)
		words[i].real = real * (float)i;
	words[index].bits ^= 0x80000000u;
	words[index].bytes[0] |= 1;
	printf("%08x %.3f %d\n", words[index].bits, (double)words[index].real, words[7 - index].bytes[3]);
	free(words);
}

NOINLINE void retype(int rounds)
{
	void *memory = malloc(64);
	if (!memory)
		abort();
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		long *longs = memory;
		for (int k = 0; k < 8; k++)
			longs[k] = i + k;
		total += longs[i & 7];
		double *reals = memory;
		for (int k = 0; k < 8; k++)
			reals[k] = 0.5 * k;
		total += (long)(reals[(i + 3) & 7] * 2);
	}
	printf("%ld\n", total);
	free(memory);
}

int main(void)
{
	convert(opaque(3), (float)opaque(5) / 4);
	convert(opaque(0), -1.5f);
	retype(opaque(9));
	return 0;
}
