// RUN: %exec %s
// A function that touches no memory can return the address of some, and so can an intrinsic; a computed number can be
// one (trap 1, trap 110). What is stored there escapes, and what is read there may be anything that escaped.
// SANITIZE: no (it maps memory at an address of its own)
#include "../exec/program.h"
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BASE 0x200000000000

static int *kept, *table[4];
static __thread int *own;
static ptrdiff_t place;

/* memory(none), as LLVM finds out too */
NOINLINE int **where(void) { return &kept; }
NOINLINE int **entry(int i) { return &table[i & 3]; }

NOINLINE void by_function(int v)
{
	for (int i = 0; i < v; i++) {
		int *p = malloc(64);
		*p = v;
		*entry(i) = p;
	}
}

NOINLINE uintptr_t number(int i) { return (uintptr_t)&table[i & 3]; }

/* Kept as numbers and read back as pointers: no cast anywhere. */
NOINLINE void by_memory(int v, int n)
{
	uintptr_t numbers[8];
	int **places[8];
	for (int i = 0; i < n; i++)
		numbers[i] = number(3);
	memcpy(places, numbers, sizeof places);
	int *p = malloc(64);
	*p = v;
	*places[v & 7] = p;
}

/* In the same way, but exchanged: nobody else knows the place. */
NOINLINE void by_exchange(int v)
{
	uintptr_t kept_number = 0;
	__atomic_exchange_n(&kept_number, number(1), __ATOMIC_RELAXED);
	int **where_to;
	memcpy(&where_to, &kept_number, sizeof where_to);
	int *p = malloc(64);
	*p = v;
	*where_to = p;
}

/* The block that is freed by way of where() is the captured one. */
NOINLINE void freed_by_function(int v)
{
	int *p = malloc(64);
	*p = v;
	kept = p;
	if (v > 3)
		free(*where());
	else
		free(p);
	kept = NULL;
}

NOINLINE void by_thread_pointer(int v)
{
	int *p = malloc(64);
	*p = v;
	*(int **)((char *)__builtin_thread_pointer() + place) = p;
}

NOINLINE void by_number(int v)
{
	_Pragma("nounroll") for (uintptr_t i = 0, a = BASE; i < 300; i++, a = (a ^ (a << 3 & 64)) + 8) {
		int *p = malloc(64);
		*p = v + (int)i;
		*(int **)a = p;
	}
}

static void show(const int *p)
{
	clobber_stack();
	printf("%d\n", *p);
}

int main(void)
{
	by_function(opaque(3));
	show(table[2]);
	by_memory(opaque(46), opaque(8));
	show(table[3]);
	by_exchange(opaque(47));
	show(table[1]);
	freed_by_function(opaque(43));
	freed_by_function(opaque(1));
	place = (char *)&own - (char *)__builtin_thread_pointer();
	by_thread_pointer(opaque(44));
	show(own);
	if (mmap((void *)BASE, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
		return 1;
	by_number(opaque(45));
	show(*(int **)BASE);
	return 0;
}
