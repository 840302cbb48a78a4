// RUN: %exec %s
// A callee compares the address of a local with a guess. That its parameter keeps no copy of the pointer does not mean that
// its address is not captured: LLVM folded the other comparison with the same guess to false when it was told so.
#include "../exec/program.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE bool equal(void *a, void *b)
{
	return a == b;
}

NOINLINE int in_a_register(char *p, char *q)
{
	return equal(p, q) ? 42 : 7;
}

NOINLINE int equal_in_memory(void **a, void *q)
{
	return *a == q;
}

NOINLINE int in_memory(char *p, char *q)
{
	void *s = p;
	return equal_in_memory(&s, q) ? 42 : 7;
}

/* Somebody asks what becomes of the parameters. */
NOINLINE int user(int n)
{
	char *block = malloc(16);
	block[0] = (char)n;
	char other;
	int total = in_a_register(block, &other) + in_memory(block, &other) + block[0];
	free(block);
	return total;
}

NOINLINE int is_inconsistent(char *guess)
{
	char local[64];
	int here = local == guess, first = in_a_register(local, guess), second = in_memory(local, guess);
	return (here ? 42 : 7) != first || first != second;
}

NOINLINE uintptr_t where(void)
{
	char local[64];
	__asm__ volatile("" : : "r"(local) : "memory");
	return (uintptr_t)local;
}

int main(void)
{
	int wrong = 0;
	uintptr_t near = where();
	for (intptr_t off = -512; off <= 512; off++)
		wrong += is_inconsistent((char *)(near + (uintptr_t)off));
	printf("%d %d\n", wrong, user(opaque(1)));
	return 0;
}
