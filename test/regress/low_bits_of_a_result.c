// RUN: %exec %s
// The low bits of a pointer that a callee computed from an address may be any bits of that address (trap 5, trap 88).
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE void *shifted(void *p, int by) { return (void *)((uintptr_t)p >> by); }

NOINLINE uintptr_t merge(const uint16_t *low)
{
	uintptr_t whole = 0;
	for (int i = 0; i < 4; i++)
		whole |= (uintptr_t)low[i] << 12 * i;
	return whole;
}

NOINLINE int *make(int v)
{
	int *p = malloc(64);
	uint16_t low[4];
	*p = v;
	for (int i = 0; i < 4; i++)
		low[i] = (uint16_t)((uintptr_t)shifted(p, 12 * i) & 4095);
	return (int *)merge(low);
}

int main(void)
{
	int *p = make(opaque(42));
	clobber_stack();
	printf("%d\n", *p);
	return 0;
}
