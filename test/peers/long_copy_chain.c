// RUN: %exec %s
// CLASS: the analyser runs out of its own stack
// WHOSE: HotSpot #6167, #20238 (trap 79)
// The pointer goes through 1024 fields one after the other, and the end of the chain goes out: to main, which outlives it.
// HEAP: O1,O2 == 0
// REFUSED: O1 pass_on EscapesToReturn
// PROMOTED: O1 main 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

#define ONE if (at[0] & step) { link.next = at; at = link.next; } else { link.next = at + step; at = link.next - step; }
#define FOUR ONE ONE ONE ONE
#define MANY FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR

struct link {
	int *next;
};

NOINLINE int *pass_on(int first, int step)
{
	struct link link = {NULL};
	int *at = malloc(8 * sizeof *at);
	fill(at, 8, first);
	MANY MANY MANY MANY MANY MANY MANY MANY
	MANY MANY MANY MANY MANY MANY MANY MANY
	return at;
}

int main(void)
{
	int *numbers = pass_on(opaque(4), opaque(1));
	clobber_stack();
	printf("%ld\n", sum(numbers, 8));
	free(numbers);
	return 0;
}
