// RUN: %exec %s
// Fifty objects of 1 KB alive together in a function that recurses 300 deep: 15 MB, which an 8 MB stack does not have
// (trap 55, trap 57).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

#define FIVE(X, N) X(N##0) X(N##1) X(N##2) X(N##3) X(N##4)
#define FIFTY(X) FIVE(X, 0) FIVE(X, 1) FIVE(X, 2) FIVE(X, 3) FIVE(X, 4) FIVE(X, 5) FIVE(X, 6) FIVE(X, 7) FIVE(X, 8) FIVE(X, 9)
#define MAKE(N) \
	int *object##N = malloc(1024); \
	if (!object##N) \
		abort(); \
	fill(object##N, 256, depth + (1##N));
#define USE(N) total = (total * 3 + sum(object##N, 256)) % 1000003;
#define DROP(N) free(object##N);

NOINLINE long descend(int depth)
{
	FIFTY(MAKE)
	long total = depth > 0 ? descend(depth - 1) : 1;
	FIFTY(USE)
	FIFTY(DROP)
	return total;
}

int main(void)
{
	printf("%ld\n", descend(opaque(300)));
	return 0;
}
