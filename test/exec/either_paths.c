// RUN: %exec %s
// Buffers of unknown size on paths with errors, of matrices, and given back on one path only (trap 21, trap 113).
// PROMOTED: O1,O2 errors 3
// PROMOTED: O1,O2 matrix 2
// HEAP: O1,O2 <= 51
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int errors(size_t n, int fail)
{
	int result = -1;
	char *a = NULL, *b = NULL, *c = NULL;
	a = malloc(n);
	if (!a || fail == 1)
		goto out;
	memset(a, 1, n);
	b = malloc(2 * n);
	if (!b || fail == 2)
		goto out;
	memset(b, 2, 2 * n);
	c = malloc(3 * n);
	if (!c || fail == 3)
		goto out;
	memset(c, 3, 3 * n);
	result = a[n - 1] + b[2 * n - 1] * 10 + c[3 * n - 1] * 100;
out:
	free(c);
	free(b);
	free(a);
	return result;
}

NOINLINE double matrix(int n)
{
	double *a = malloc((size_t)n * (size_t)n * sizeof *a);
	double *b = calloc((size_t)n * (size_t)n, sizeof *b);
	double total = 0;
	if (a && b) {
		for (int i = 0; i < n * n; i++)
			a[i] = i % 7 + 1;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++)
				for (int k = 0; k < n; k++)
					b[i * n + j] += a[i * n + k] * a[k * n + j];
		for (int i = 0; i < n * n; i++)
			total += b[i];
	}
	free(b);
	free(a);
	return total;
}

static char *volatile handed_out;

/* Kept on one path: it is no slot's. */
NOINLINE int kept(size_t n, int keep)
{
	char *block = malloc(n);
	if (!block)
		abort();
	memset(block, 5, n);
	if (keep) {
		handed_out = block;
		return 1;
	}
	int got = block[n / 2];
	free(block);
	return got;
}

/* The program's own choice between a buffer and the heap, on top of ours. */
NOINLINE int own_buffer(size_t n)
{
	char small[64], *at = n <= sizeof small ? small : malloc(n);
	if (!at)
		abort();
	memset(at, 6, n);
	int got = at[n - 1] + at[0];
	if (at != small)
		free(at);
	return got;
}

int main(void)
{
	static const int sizes[] = {1, 80, 85, 86, 128, 129, 256, 257, 4096};
	for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t n = (size_t)opaque(sizes[i]);
		for (int fail = 0; fail < 4; fail++)
			printf("%d ", errors(n, opaque(fail)));
		printf("%d %d\n", own_buffer(n), kept(n, opaque(i == 3)));
		clobber_stack();
	}
	for (int n = 0; n < 9; n++)
		printf("%g ", matrix(opaque(n)));
	printf("%g\n", matrix(opaque(40)));
	printf("%d\n", handed_out[85]);
	free(handed_out);
	return 0;
}
