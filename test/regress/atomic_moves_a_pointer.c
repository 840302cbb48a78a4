// RUN: %exec %s
// An atomic operation computes what it leaves in memory: a pointer that is there points elsewhere afterwards, and what is
// read through it is not what the old one pointed to (trap 1, trap 110).
#include "../exec/program.h"
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE int *second(int v)
{
	int **pair = malloc(2 * sizeof *pair), *first = malloc(sizeof *first), *other = malloc(sizeof *other);
	*first = v;
	*other = v + 1;
	pair[0] = first;
	pair[1] = other;
	_Atomic(uintptr_t) place = (uintptr_t)pair;
	atomic_fetch_add(&place, (uintptr_t)opaque(sizeof *pair));
	int *found = *(int **)atomic_load(&place);
	free(first);
	free(pair);
	return found;
}

int main(void)
{
	int *found = second(opaque(41));
	clobber_stack();
	printf("%d\n", *found);
	free(found);
	return 0;
}
