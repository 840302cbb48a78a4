// RUN: %exec %s
// CLASS: fields become variables, and an assignment of several uses values that are half new
// WHOSE: Binaryen Heap2Local (fields of a loop's object), .NET promotion of fields (trap 37, 76)
// Every round makes a new object whose fields are those of the last one, exchanged; two are alive at a time, 400000 are
// made.
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct state {
	long a, b, c;
	int log[4];
};

NOINLINE long rotate(int rounds)
{
	struct state *now = malloc(sizeof *now);
	*now = (struct state){1, 2, 3, {0, 0, 0, 0}};
	for (int i = 0; i < rounds; i++) {
		struct state *next = malloc(sizeof *next);
		*next = (struct state){now->b, now->c, (now->a + i) % 1000003, {0, 0, 0, 0}};
		fill(next->log, 4, now->log[i & 3] & 15);
		free(now);
		now = next;
	}
	long result = (now->a * 10000 + now->b * 100 + now->c) % 1000003 + sum(now->log, 4);
	free(now);
	return result;
}

int main(void)
{
	printf("%ld %ld\n", rotate(opaque(400000)), rotate(opaque(0)));
	return 0;
}
