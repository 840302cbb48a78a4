// RUN: %exec %s
// The older instance hides in a local struct and is read after the next allocation (trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct state {
	int *last;
	int rounds;
};

NOINLINE long remember(int rounds)
{
	struct state state = {NULL, 0};
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		int *now = malloc(4 * sizeof *now);
		if (!now)
			abort();
		fill(now, 4, 10 * i);
		int *before = state.last;
		if (before)
			total = total * 5 + sum(before, 4) - now[i % 4];
		free(before);
		if (i % 4 == 3) {
			free(now);
			now = NULL;
		}
		state.last = now;
		state.rounds++;
	}
	free(state.last);
	return total + state.rounds;
}

int main(void)
{
	printf("%ld\n", remember(opaque(10)));
	return 0;
}
