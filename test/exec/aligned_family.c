// RUN: %exec %s
// aligned_alloc, memalign and posix_memalign keep the alignment that was asked for; plain malloc at least 16 (trap 29,
// trap 53).
#include "program.h"
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

HELPER unsigned low_bits(const void *pointer, unsigned alignment)
{
	return (unsigned)((uintptr_t)pointer & (alignment - 1));
}

NOINLINE void show(int number)
{
	char odd[3] = {(char)number, 1, 2};
	int *plain = malloc(4 * sizeof *plain);
	int *line = aligned_alloc(64, 128);
	int *half = memalign(32, 40);
	void *page = NULL;
	int error = posix_memalign(&page, 256, 100);
	if (!plain || !line || !half || error)
		abort();
	fill(plain, 4, number);
	fill(line, 32, number);
	fill(half, 10, number);
	fill(page, 25, number);
	printf("%u %u %u %u\n", low_bits(plain, 16), low_bits(line, 64), low_bits(half, 32), low_bits(page, 256));
	printf("%ld %d\n", sum(plain, 4) + sum(line, 32) + sum(half, 10) + sum(page, 25), odd[opaque(1)]);
	free(page);
	free(half);
	free(line);
	free(plain);
}

int main(void)
{
	show(opaque(3));
	return 0;
}
