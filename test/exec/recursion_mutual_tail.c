// RUN: %exec %s
// Functions that call each other a million times deep in one frame, with objects of unknown size: stack-or-heap slots
// must not cost the tail calls, neither by their guards nor because they look captured (trap 52, trap 120, trap 121).
// CHECKED: no (its calls keep them from being tail calls)
// LEVELS: O2,O3,Os
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int odd(int n, unsigned mix);
static char *volatile kept;

NOINLINE int even(int n, unsigned mix)
{
	unsigned char *block = malloc((size_t)(n % 100) + 1);
	if (!block)
		abort();
	memset(block, n, (size_t)(n % 100) + 1);
	mix = mix * 3 + block[n % 100];
	free(block);
	if (n == 0)
		return (int)(mix & 0xffffff);
	return odd(n - 1, mix);
}

NOINLINE int odd(int n, unsigned mix)
{
	unsigned char *block = calloc(1, (size_t)(n % 77) + 1);
	if (!block)
		abort();
	mix = mix * 5 + block[n % 77];
	block[0] = 3;
	free(block);
	if (n == 0)
		return (int)(mix & 0xffffff);
	return even(n - 1, mix);
}

/* Its address is stored where LLVM cannot follow it: freed on every path, but captured. */
NOINLINE int right(int n, unsigned mix);

NOINLINE int left(int n, unsigned mix)
{
	char *block = malloc(8);
	if (!block)
		abort();
	block[0] = (char)n;
	kept = block;
	mix = mix * 3 + (unsigned)kept[0];
	free(block);
	if (n == 0)
		return (int)(mix & 0xffffff);
	return right(n - 1, mix);
}

NOINLINE int right(int n, unsigned mix)
{
	char *block = malloc((size_t)n % 10 + 1);
	if (!block)
		abort();
	block[0] = (char)(n + 1);
	mix = mix * 5 + (unsigned)block[0];
	free(block);
	if (n == 0)
		return (int)(mix & 0xffffff);
	return left(n - 1, mix);
}

/* Itself, with a buffer that may be null and one that grows. */
NOINLINE int grows(int n, unsigned mix)
{
	char *block = n % 3 ? malloc(3) : NULL;
	if (block)
		memset(block, n, 3);
	block = realloc(block, (size_t)n % 50 + 3);
	if (!block)
		abort();
	memset(block + 2, n, (size_t)n % 50 + 1);
	mix = mix * 3 + (unsigned)block[n % 50 + 2];
	free(block);
	if (n == 0)
		return (int)(mix & 0xffffff);
	return grows(n - 1, mix);
}

int main(void)
{
	printf("%d\n", even(opaque(1000000), 1));
	printf("%d\n", left(opaque(1000000), 1));
	printf("%d\n", grows(opaque(1000000), 1));
	return 0;
}
