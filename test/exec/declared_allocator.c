// RUN: %exec %s
// A library's allocator, which only a models file describes: its free notices everything that is not a block of its, and
// for no bytes it gives null (traps 26, 27 and 34).
// LINK: %S/Inputs/library.c
// OPTIONS: models=%S/Inputs/library.models cold
// PROMOTED: O1,O2 constant 1
// PROMOTED: O1,O2 zeroed >= 1
// PROMOTED: O1,O2 aligned 1
// PROMOTED: O1,O2 unknown 1
// PROMOTED: O1,O2 unknown_zeroed 1
// PROMOTED: O1,O2 bounded 1
// PROMOTED: O1,O2 list 1
// PROMOTED: O1,O2 either 2
// PROMOTED: O1,O2 of_mallocs 1
// PROMOTED: O1,O2 captured 1
// REFUSED: O1 resized Resized
// REFUSED: O1 kept EscapesToGlobal
// HEAP: O1,O2 <= 25
#include "program.h"
#include "Inputs/library.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int *last;

NOINLINE long constant(int first)
{
	int *p = lib_alloc(8 * sizeof *p);
	fill(p, 8, first);
	long got = sum(p, 8);
	lib_free(p);
	return got;
}

/* Each round must find zeroes. */
NOINLINE long zeroed(int first)
{
	long got = 0;
	for (int i = 0; i < 3; i++) {
		int *p = lib_alloc_zeroed(8, sizeof *p);
		got += sum(p, 8);
		fill(p, 8, first + i);
		got = got * 3 + sum(p, 8);
		lib_free(p);
	}
	return got;
}

NOINLINE long aligned(int first)
{
	int *p = lib_alloc_aligned(64, 8 * sizeof *p);
	fill(p, 8, first);
	long got = sum(p, 8) * 2 + (((uintptr_t)p & 63) != 0);
	lib_free(p);
	return got;
}

/* Null is an answer, and another one than a block. */
NOINLINE long unknown(size_t n)
{
	unsigned char *p = lib_alloc(n);
	if (!p)
		return -1;
	memset(p, (int)n | 1, n);
	long got = p[0] + p[n - 1] * 256;
	lib_free(p);
	return got;
}

NOINLINE long unknown_zeroed(size_t n, size_t m)
{
	unsigned char *p = lib_alloc_zeroed(n, m);
	if (!p)
		return -1;
	long got = p[0] + p[n * m - 1] + 1;
	memset(p, 0x77, n * m);
	lib_free(p);
	return got;
}

NOINLINE long bounded(size_t n)
{
	unsigned char *p = lib_alloc(n & 31);
	if (!p)
		return -1;
	memset(p, (int)n, n & 31);
	long got = p[(n & 31) - 1];
	lib_free(p);
	return got;
}

struct node {
	struct node *next;
	int value;
};

/* All alive together: one is in the slot, and each free must know which. */
NOINLINE long list(int count)
{
	struct node *head = NULL;
	long got = 0;
	for (int i = 0; i < count; i++) {
		struct node *node = lib_alloc(sizeof *node);
		*node = (struct node){head, i};
		head = node;
	}
	while (head) {
		struct node *next = head->next;
		got = got * 2 + head->value;
		lib_free(head);
		head = next;
	}
	return got;
}

NOINLINE long either(int first, size_t n)
{
	int *p = first & 1 ? lib_alloc(8 * sizeof *p) : lib_alloc_zeroed(n, sizeof *p);
	fill(p, 8, first);
	long got = sum(p, 8);
	lib_free(p);
	return got;
}

NOINLINE long of_mallocs(int first)
{
	int *p = own_alloc(8 * sizeof *p);
	fill(p, 8, first);
	long got = sum(p, 8);
	free(p);
	return got;
}

NOINLINE long captured(int first)
{
	int *p = lib_alloc(8 * sizeof *p);
	last = p;
	last[2] = first;
	long got = p[2];
	lib_free(p);
	return got;
}

NOINLINE long resized(int first)
{
	int *p = lib_alloc(8 * sizeof *p);
	fill(p, 8, first);
	p = lib_resize(p, 16 * sizeof *p);
	fill(p + 8, 8, first);
	long got = sum(p, 16);
	lib_free(p);
	return got;
}

NOINLINE void kept(int first)
{
	int *p = lib_alloc(8 * sizeof *p);
	fill(p, 8, first);
	last = p;
}

int main(void)
{
	static char output[4096];
	setvbuf(stdout, output, _IOFBF, sizeof output);
	long got = 0;
	for (int i = 0; i < 6; i++) {
		int n = opaque(i);
		got = got * 5 + constant(n) + zeroed(n) + aligned(n) + either(n, 8) + of_mallocs(n) + captured(n) + list(n);
		printf("%ld\n", got);
	}
	static const size_t sizes[] = {0, 1, 2, 31, 32, 33, 255, 256, 257, 1000};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t n = (size_t)opaque((int)sizes[i]);
		printf("%zu: %ld %ld %ld %ld\n", n, unknown(n), bounded(n), unknown_zeroed(n, 1), unknown_zeroed(2, n));
	}
	printf("%ld\n", unknown_zeroed((size_t)opaque(16) << 60, 16));
	printf("%ld, ", resized(opaque(7)));
	kept(opaque(9));
	clobber_stack();
	printf("%ld, %zu alive\n", sum(last, 8), lib_alive());
	lib_free(last);
	printf("%zu alive\n", lib_alive());
	return 0;
}
