// RUN: %exec %s
// Three buffers swap their roles in every round; after the loop each is freed under its last name (trap 21, trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long rotate(int rounds)
{
	int *a = malloc(10 * sizeof *a), *b = calloc(10, sizeof *b), *c = malloc(10 * sizeof *c);
	if (!a || !b || !c)
		abort();
	fill(a, 10, 1);
	fill(c, 10, 5);
	for (int i = 0; i < rounds; i++) {
		for (int k = 0; k < 10; k++)
			b[k] += a[k] - c[9 - k];
		int *old = a;
		a = b;
		b = c;
		c = old;
	}
	long result = sum(a, 10) * 10000 + sum(b, 10) * 100 + sum(c, 10);
	free(b);
	int *late = malloc(10 * sizeof *late);
	if (!late)
		abort();
	fill(late, 10, rounds);
	result = result * 3 + sum(a, 10) + sum(c, 10) + sum(late, 10);
	free(a);
	free(late);
	free(c);
	return result;
}

int main(void)
{
	for (int i = 0; i < 5; i++)
		printf("%ld\n", rotate(opaque(i)));
	return 0;
}
