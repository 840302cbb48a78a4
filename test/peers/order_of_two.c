// RUN: %exec %s
// CLASS: the verdict depends on which of two objects is looked at first
// WHOSE: Binaryen #6089, #8641 (trap 78)
// Two objects hold each other; in the second function one of them goes out, and the other with it.
// PROMOTED: O1 ring 2
// HEAP: O1 <= 2
// HEAP: O2 == 2
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *other;
	int value;
};

static struct node *kept;

HELPER int pair_sum(const struct node *node)
{
	return node->value * 10 + node->other->value;
}

NOINLINE int ring(int value)
{
	struct node *left = malloc(sizeof *left), *right = malloc(sizeof *right);
	*left = (struct node){right, value};
	*right = (struct node){left, value + 1};
	int total = left->other->value * 100 + right->other->value;
	left->other->other->value += 5;
	total = total * 100 + left->value;
	free(left);
	free(right);
	return total;
}

NOINLINE void ring_that_stays(int value)
{
	struct node *left = malloc(sizeof *left), *right = malloc(sizeof *right);
	*right = (struct node){left, value};
	*left = (struct node){right, value + 1};
	kept = right;
}

int main(void)
{
	printf("%d", ring(opaque(3)));
	ring_that_stays(opaque(4));
	clobber_stack();
	printf(" %d\n", pair_sum(kept));
	free(kept->other);
	free(kept);
	return 0;
}
