// RUN: %exec %s
// Each iteration has a fresh object, so no iteration of the loop depends on another; with one slot they all do. The
// vectorizer believed what was said of the accesses to the heap (!llvm.access.group) once nothing else stopped it
// (trap 93).
// OPTIONS: no-lifetime
// CFLAGS: -Wno-pass-failed
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE void mix(int *restrict to, const int *restrict from, const int *restrict key, int count)
{
#pragma clang loop vectorize(assume_safety)
	for (int i = 0; i < count; i++) {
		int *pair = malloc(4 * sizeof *pair);
		pair[key[i] & 3] = from[i];
		pair[(key[i] + 1) & 3] = from[i] * 3;
		to[i] = pair[key[i] & 3] + pair[(key[i] + 1) & 3] * 5;
		free(pair);
	}
}

int main(void)
{
	int from[64], to[64], key[64];
	for (int i = 0; i < 64; i++) {
		from[i] = i * i + 1;
		key[i] = i * 7 + 3;
	}
	mix(to, from, key, opaque(64));
	unsigned hash = 0;
	for (int i = 0; i < 64; i++)
		hash = hash * 31 + (unsigned)to[i];
	printf("%u\n", hash);
	return 0;
}
