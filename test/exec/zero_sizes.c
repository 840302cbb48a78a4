// RUN: %exec %s
// malloc(0): two such objects that live together differ from each other and may be freed (trap 26).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER int differ(const void *left, const void *right)
{
	return left != right;
}

NOINLINE int constants(void)
{
	char *left = malloc(0), *right = malloc(0), *zeros = calloc(0, 8);
	int all = differ(left, right) + differ(left, zeros) + differ(right, zeros);
	free(zeros);
	free(left);
	free(right);
	return all;
}

NOINLINE int bounded(unsigned size)
{
	char *left = malloc(size & 15), *right = malloc(size & 15);
	int all = differ(left, right);
	free(left);
	free(right);
	return all;
}

int main(void)
{
	printf("%d\n", constants());
	printf("%d %d\n", bounded((unsigned)opaque(0)), bounded((unsigned)opaque(16)));
	return 0;
}
