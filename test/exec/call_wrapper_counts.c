// RUN: %exec %s
// Wrappers that keep statistics in globals, which must come out the same wherever the objects are (trap 34, trap 74).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

static long made, let_go, bytes, most;

HELPER void *counted_malloc(size_t size)
{
	void *block = malloc(size);
	if (!block)
		abort();
	made++;
	bytes += (long)size;
	if (made - let_go > most)
		most = made - let_go;
	return block;
}

HELPER void counted_free(void *block)
{
	if (!block)
		return;
	let_go++;
	free(block);
}

NOINLINE long two(int first)
{
	int *one = counted_malloc(4 * sizeof *one), *other = counted_malloc(8 * sizeof *other);
	fill(one, 4, first);
	fill(other, 8, 2 * first);
	clobber_stack();
	long total = sum(one, 4) + 100 * sum(other, 8) + 10000 * (made - let_go);
	counted_free(one);
	counted_free(other);
	counted_free(NULL);
	return total + made - let_go;
}

NOINLINE long rounds(int count)
{
	long total = 0;
	for (int i = 0; i < count; i++) {
		int *one = counted_malloc(3 * sizeof *one);
		fill(one, 3, i);
		if (i % 4 == 2)
			total += two(i);
		total += sum(one, 3);
		counted_free(one);
	}
	return total;
}

int main(void)
{
	printf("%ld\n", two(opaque(3)));
	printf("%ld %ld %ld %ld\n", made, let_go, bytes, most);
	printf("%ld\n", rounds(opaque(9)));
	printf("%ld %ld %ld %ld\n", made, let_go, bytes, most);
	return 0;
}
