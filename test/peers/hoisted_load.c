// RUN: %exec %s
// CLASS: a load goes out of the loop whose calls change what it reads
// WHOSE: Swift #14037, #15874 (trap 2, 50)
// The callees reach the object through a holder that was filled before the loop, never through an argument of the call.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 watch 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct view {
	int *cells;
	int at;
};

HELPER void attach(struct view *view, int *cells)
{
	view->cells = cells;
	view->at = 0;
}

HELPER void advance(struct view *view)
{
	view->cells[0] += ++view->at;
}

NOINLINE long watch(int rounds)
{
	int *cells = calloc(2, sizeof *cells);
	struct view view;
	attach(&view, cells);
	long total = 0;
	for (int i = 0; i < rounds; i++) {
		total += cells[0];
		advance(&view);
	}
	total = total * 100 + cells[0];
	free(cells);
	return total;
}

int main(void)
{
	printf("%ld\n", watch(opaque(8)));
	return 0;
}
