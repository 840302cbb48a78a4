// RUN: %exec %s
// Objects of unknown size at the edges of their slot: nothing, one byte, the last that fits, the first that does not,
// and sizes that no heap has: those must fail as ever, and set errno (trap 28, trap 113, trap 114).
// PROMOTED: O1,O2 plain 1
// PROMOTED: O1,O2 zeroed >= 1
// PROMOTED: O1,O2 aligned 1
// PROMOTED: O1,O2 out 1
// PROMOTED: O1,O2 several 3
// HEAP: O1,O2 <= 40
#include "program.h"
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HELPER long mix(const unsigned char *from, size_t count)
{
	unsigned long total = 7;
	for (size_t i = 0; i < count; i++)
		total = total * 31 + from[i];
	return (long)(total & 0xffffff);
}

NOINLINE long plain(size_t n)
{
	unsigned char *p = malloc(n);
	if (!p)
		return -errno;
	memset(p, (int)n | 1, n);
	long got = mix(p, n);
	free(p);
	return got;
}

/* Each round must find zeroes, also behind the last round's end. */
NOINLINE long zeroed(size_t n, size_t m)
{
	long got = 0;
	for (int i = 0; i < 4; i++) {
		size_t rows = n > 4 ? n - (size_t)i : n, bytes = rows * m;
		unsigned char *p = calloc(rows, m);
		if (!p)
			return -errno;
		got = got * 3 + mix(p, bytes);
		memset(p, 0x5a, bytes);
		got ^= mix(p, bytes);
		free(p);
	}
	return got;
}

NOINLINE long overflows(size_t n, size_t m)
{
	unsigned char *p = calloc(n, m);
	if (!p)
		return -errno;
	long got = mix(p, 1);
	free(p);
	return got;
}

NOINLINE long aligned(size_t n)
{
	unsigned char *p = aligned_alloc(64, n);
	if (!p)
		return -errno;
	long got = (uintptr_t)p % 64 != 0;
	memset(p, (int)n, n);
	got += mix(p, n);
	free(p);
	return got;
}

NOINLINE long out(size_t n)
{
	void *p = &n;
	int error = posix_memalign(&p, 32, n);
	if (error)
		return p == &n ? -error : -1000;
	memset(p, (int)n, n);
	long got = mix(p, n) + ((uintptr_t)p % 32 != 0);
	free(p);
	return got;
}

/* Alive together: three addresses, also when they are of no size. */
NOINLINE long several(size_t n, size_t m, size_t k)
{
	unsigned char *a = malloc(n), *b = malloc(m), *c = malloc(k);
	long got = -1;
	if (a && b && c) {
		memset(a, 1, n);
		memset(b, 2, m);
		memset(c, 3, k);
		got = mix(a, n) ^ mix(b, m) ^ mix(c, k);
		if (a == b || b == c || a == c)
			got = -2;
	}
	free(a);
	free(c);
	free(b);
	return got;
}

int main(void)
{
	static const size_t sizes[] = {0, 1, 15, 255, 256, 257, 1000, 100000, SIZE_MAX / 2, SIZE_MAX, (size_t)-256};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t n = (size_t)opaque((int)i);
		n = sizes[n];
		errno = 0;
		printf("%zu: %ld", n, plain(n));
		if (n <= 100000)
			printf(" %ld %ld %ld %ld", zeroed(n, 1), zeroed(n / 16, 16), several(n, 0, n + 1), several(256, n, 0));
		printf(" %ld\n", n % 64 ? 0L : aligned(n));
		clobber_stack();
	}
	printf("%ld %ld %ld %ld\n", out(1), out(256), out(257), out(SIZE_MAX / 2));
	printf("%ld %ld %ld\n", overflows(SIZE_MAX / 8, 16), overflows((size_t)1 << 32, (size_t)1 << 32),
	       overflows(SIZE_MAX / 16 + 2, 16));
	printf("%ld %ld\n", overflows(16, 16), overflows((size_t)opaque(-1), 2));
	return 0;
}
