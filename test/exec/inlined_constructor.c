// RUN: %exec %s
// A constructor and a destructor that are inlined: every inlined copy is a site of its own, both objects are alive
// together, also when the copies sit in a loop (trap 36, trap 56, trap 76).
// HEAP: O2,O3 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct vector {
	int data[8];
	int length;
};

static inline __attribute__((always_inline)) struct vector *create(int length, int first)
{
	struct vector *vector = malloc(sizeof *vector);
	if (!vector)
		abort();
	vector->length = length;
	fill(vector->data, 8, first);
	return vector;
}

static inline __attribute__((always_inline)) void destroy(struct vector *vector)
{
	free(vector);
}

static inline __attribute__((always_inline)) long product(const struct vector *left, const struct vector *right)
{
	long total = 0;
	for (int i = 0; i < left->length && i < right->length; i++)
		total += (long)left->data[i] * right->data[7 - i];
	return total;
}

NOINLINE long products(int rounds)
{
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		struct vector *left = create(8, i), *right = create(i % 9, 2 * i);
		total += product(left, right);
		destroy(left);
		struct vector *again = create(5, -i);
		total += 3 * product(again, right);
		destroy(right);
		destroy(again);
	}
	return total;
}

int main(void)
{
	printf("%ld\n", products(opaque(20)));
	return 0;
}
