// RUN: %exec %s
// A xor-linked list of three nodes, walked both ways inside one function (trap 5).
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct node {
	uintptr_t both;
	int value;
};

NOINLINE int walk(int value, int backwards)
{
	struct node *a = malloc(sizeof *a), *b = malloc(sizeof *b), *c = malloc(sizeof *c);
	if (!a || !b || !c)
		abort();
	*a = (struct node){(uintptr_t)b, value};
	*b = (struct node){(uintptr_t)a ^ (uintptr_t)c, value + 1};
	*c = (struct node){(uintptr_t)b, value + 2};
	int mix = 0;
	uintptr_t before = 0, at = (uintptr_t)(backwards ? c : a);
	while (at) {
		struct node *node = (struct node *)at;
		mix = mix * 10 + node->value;
		uintptr_t next = node->both ^ before;
		before = at;
		at = next;
	}
	free(b);
	free(a);
	free(c);
	return mix;
}

int main(void)
{
	printf("%d %d\n", walk(opaque(1), opaque(0)), walk(opaque(4), opaque(1)));
	return 0;
}
