// RUN: %exec %s
// Both objects live, a select picks the one that is freed early; the other one must keep its contents when a third
// object comes (trap 21, trap 40).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long pick(int which)
{
	int *left = malloc(16 * sizeof *left);
	int *right = malloc(16 * sizeof *right);
	if (!left || !right)
		abort();
	fill(left, 16, 100);
	fill(right, 16, 200);
	int *gone = which ? left : right;
	int *kept = which ? right : left;
	long total = sum(gone, 16);
	free(gone);
	int *late = malloc(16 * sizeof *late);
	if (!late)
		abort();
	fill(late, 16, 5000);
	total = total * 1000 + sum(kept, 16) + sum(late, 16);
	free(kept);
	free(late);
	return total;
}

int main(void)
{
	printf("%ld\n%ld\n", pick(opaque(0)), pick(opaque(1)));
	return 0;
}
