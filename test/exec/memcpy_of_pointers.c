// RUN: %exec %s
// A struct of pointers copied as a whole between locals: the copy keeps the objects reachable (trap 2, trap 77).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct views {
	int *left, *right;
	int counts[4];
};

NOINLINE long through_copies(int first, int swap)
{
	struct views original, copies[2];
	original.left = malloc(8 * sizeof(int));
	original.right = malloc(8 * sizeof(int));
	if (!original.left || !original.right)
		abort();
	for (int i = 0; i < 4; i++)
		original.counts[i] = 2 * i + 1;
	fill(original.left, 8, first);
	fill(original.right, 8, -first);
	memcpy(&copies[0], &original, sizeof original);
	memmove(&copies[1], &copies[0], sizeof copies[0]);
	if (swap) {
		copies[1].left = copies[0].right;
		copies[1].right = copies[0].left;
	}
	memset(&original, 0, sizeof original);
	struct views *view = &copies[opaque(1)];
	long total = sum(view->left, view->counts[3]) * 1000 + sum(view->right, view->counts[1]);
	free(copies[0].left);
	free(copies[0].right);
	return total;
}

int main(void)
{
	printf("%ld %ld\n", through_copies(opaque(5), opaque(0)), through_copies(opaque(5), opaque(1)));
	return 0;
}
