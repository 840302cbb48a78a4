// RUN: %exec %s
// CLASS: what holds of two holders is taken to hold of what they point to
// WHOSE: LLVM #181103 (trap 83)
// Two holders, both fresh, point to one counter. The loop tests it through one and changes it through the other; since
// the holders are different objects, the test was taken to see nothing of the change, and the loop had no end.
// HEAP: O1,O2 == 0
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

static long trace;

HELPER void report(long value)
{
	trace = trace * 7 + value;
}

static int below(long **holder, long limit)
{
	return **holder < limit;
}

static void step(long **holder)
{
	report(**holder);
	**holder += 1;
}

static void run(long **tested, long **changed, long limit)
{
	while (below(tested, limit))
		step(changed);
}

int main(void)
{
	long *counter = malloc(sizeof *counter);
	long **left = malloc(sizeof *left), **right = malloc(sizeof *right);
	*counter = 0;
	*left = counter;
	*right = counter;
	run(left, right, 9);
	printf("%ld\n", trace);
	free(right);
	free(left);
	free(counter);
	return 0;
}
