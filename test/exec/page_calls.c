// RUN: %exec %s
// System calls that work on whole pages of the object: on a stack they would hit its neighbours (trap 15).
// CFLAGS: -D_GNU_SOURCE
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

NOINLINE int dropped(int letter)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	if (page != 4096)
		return 1001;
	volatile int before[64];
	unsigned char *bytes = malloc(3 * 4096);
	volatile int after[64];
	if (!bytes)
		return -1;
	for (int i = 0; i < 64; i++)
		before[i] = after[i] = letter + i;
	memset(bytes, letter, 3 * 4096);
	unsigned char *whole = (unsigned char *)(((uintptr_t)bytes + 4095) & ~(uintptr_t)4095);
	if (madvise(whole, 4096, MADV_DONTNEED))
		return -2;
	int zeros = 0;
	for (int i = 0; i < 4096; i++)
		zeros += whole[i] == 0;
	int result = zeros == 4096 ? 1000 : 0;
	result += whole[4096] == letter;
	for (int i = 0; i < 64; i++)
		if (before[i] != letter + i || after[i] != letter + i)
			result += 100000;
	free(bytes);
	return result;
}

int main(void)
{
	printf("%d\n", dropped(opaque('p')));
	return 0;
}
