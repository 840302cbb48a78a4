// RUN: %exec %s
// malloc's 16 bytes of alignment carry aligned vector and long double accesses, next to objects of odd size (trap 35,
// trap 53).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

typedef int vector __attribute__((vector_size(16)));

HELPER void stripe(vector *to, int count, int first)
{
	for (int i = 0; i < count; i++)
		to[i] = (vector){first, first + i, -i, 7};
}

HELPER int reduce(const vector *from, int count)
{
	vector total = {0, 0, 0, 0};
	for (int i = 0; i < count; i++)
		total += from[i];
	return total[0] + 3 * total[1] + 5 * total[2] + total[3];
}

HELPER void powers(long double *to, int count)
{
	to[0] = 1;
	for (int i = 1; i < count; i++)
		to[i] = to[i - 1] * 3;
}

HELPER void letters(char *to, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = (char)('a' + i);
}

NOINLINE void wide(int first)
{
	char *odd = malloc(5);
	vector *vectors = malloc(6 * sizeof *vectors);
	char *seven = malloc(7);
	long double *numbers = malloc(9 * sizeof *numbers);
	if (!odd || !vectors || !seven || !numbers)
		abort();
	letters(odd, 5);
	letters(seven, 7);
	stripe(vectors, 6, first);
	powers(numbers, 9);
	printf("%d %.1Lf %c%c\n", reduce(vectors, 6), numbers[opaque(8)], odd[opaque(4)], seven[opaque(6)]);
	free(numbers);
	free(seven);
	free(vectors);
	free(odd);
}

int main(void)
{
	wide(opaque(11));
	wide(opaque(-2));
	return 0;
}
