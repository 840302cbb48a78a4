// RUN: timeout 20 %clang --config=%cfg -O1 -c %s -o %t.o
// RUN: timeout 20 %clang --config=%cfg -O2 -c %s -o %t.o

// A network that sorts pointers is one of selects, each used by two others. A guard that was made anew for each use
// made time and size exponential (trap 104).
#include <stdlib.h>

#define SWAP(a, b, at)                                                                                                  \
	{                                                                                                                   \
		int *larger = key[at] > key[at + 1] ? a : b;                                                                    \
		a = key[at] > key[at + 1] ? b : a;                                                                              \
		b = larger;                                                                                                     \
	}
#define ROUND(at) SWAP(p, q, at) SWAP(q, r, at + 40) SWAP(p, r, at + 80)
#define ROUNDS(at) ROUND(at) ROUND(at + 1) ROUND(at + 2) ROUND(at + 3)

int sorted(int *q, int *r, const int *restrict key)
{
	int *p = malloc(4 * sizeof *p);
	*p = 5;
	ROUNDS(0) ROUNDS(4) ROUNDS(8) ROUNDS(12)
	int result = *p;
	free(p);
	return result;
}
