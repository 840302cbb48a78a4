// RUN: %exec %s
// posix_memalign with a bad alignment fails and leaves the pointer alone (trap 29).
#include "program.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE int attempt(size_t alignment, int *value)
{
	void *block = value;
	int error = posix_memalign(&block, alignment, 64);
	if (error) {
		printf("%s, untouched: %d\n", error == EINVAL ? "EINVAL" : "other error", block == value);
		return *(int *)block;
	}
	fill(block, 16, 1);
	int last = ((int *)block)[opaque(15)];
	free(block);
	return last;
}

NOINLINE int always_bad(int *value)
{
	void *block = value;
	int error = posix_memalign(&block, 24, 64);
	int seen = *(int *)block;
	if (!error)
		free(block);
	return seen + (error == EINVAL);
}

int main(void)
{
	int value = 77;
	printf("%d\n", attempt((size_t)opaque(3), &value));
	printf("%d\n", attempt((size_t)opaque(64), &value));
	printf("%d\n", always_bad(&value));
	return 0;
}
