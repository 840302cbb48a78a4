// RUN: %exec %s
// Two outer objects share one inner: a store through one is read through the other (trap 83).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER void store(long **through, long value)
{
	**through = value;
}

HELPER long load(long **through)
{
	return **through;
}

NOINLINE long share(long start)
{
	long *inner = malloc(sizeof *inner);
	long **left = malloc(sizeof *left);
	long **right = malloc(sizeof *right);
	if (!inner || !left || !right)
		abort();
	*left = inner;
	*right = inner;
	*inner = start;
	store(left, load(right) + 1);
	long seen = load(right);
	store(right, seen * 10);
	seen += load(left) + *inner;
	free(right);
	free(left);
	free(inner);
	return seen;
}

int main(void)
{
	printf("%ld %ld\n", share(opaque(4)), share(opaque(-7)));
	return 0;
}
