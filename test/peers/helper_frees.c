// RUN: %exec %s
// CLASS: a callee captures nothing, and frees
// WHOSE: LLVM captures(none); TinyGo, LDC and Pony need no such rule (trap 17)
// The destructor frees the members and then the object; both look harmless by what they capture. Copies that do not free
// make them so.
// HEAP: O1,O2 == 0
// PROMOTED: O1 pair 4
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct pair {
	int *left, *right;
};

HELPER void drop(struct pair *pair)
{
	free(pair->left);
	free(pair->right);
	free(pair);
}

HELPER void close_early(int *numbers)
{
	if (numbers[0] > 0)
		free(numbers);
}

NOINLINE long pair(int first)
{
	struct pair *pair = malloc(sizeof *pair);
	pair->left = malloc(4 * sizeof *pair->left);
	pair->right = malloc(4 * sizeof *pair->right);
	fill(pair->left, 4, first);
	fill(pair->right, 4, first * 2);
	long total = sum(pair->left, 4) * 100 + sum(pair->right, 4);
	drop(pair);
	int *single = malloc(4 * sizeof *single);
	fill(single, 4, first);
	total += sum(single, 4);
	close_early(single);
	return total;
}

int main(void)
{
	printf("%ld\n", pair(opaque(3)));
	return 0;
}
