// RUN: %exec %s
// The pointers of this and the last iteration are compared while both are alive: they differ (trap 6, trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE int distinct(int rounds)
{
	int *last = NULL;
	int different = 0;
	for (int i = 0; i < rounds; i++) {
		int *now = malloc(3 * sizeof *now);
		if (!now)
			abort();
		fill(now, 3, i);
		if (now != last)
			different += (int)sum(now, 3);
		free(last);
		last = now;
	}
	free(last);
	return different;
}

int main(void)
{
	printf("%d\n", distinct(opaque(7)));
	return 0;
}
