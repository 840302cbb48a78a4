// RUN: %exec %s
// A linked list built and torn down in the same function: every node is alive at the end of the first loop (trap 36).
// HEAP: O1,O2 == 7
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *next;
	int value;
};

NOINLINE int list(int count)
{
	struct node *head = NULL;
	for (int i = 0; i < count; i++) {
		struct node *node = malloc(sizeof *node);
		if (!node)
			abort();
		node->value = i * i;
		node->next = head;
		head = node;
	}
	int mix = 0;
	while (head) {
		struct node *next = head->next;
		mix = mix * 3 + head->value;
		free(head);
		head = next;
	}
	return mix;
}

int main(void)
{
	printf("%d\n", list(opaque(8)));
	return 0;
}
