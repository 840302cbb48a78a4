// RUN: %exec %s
// realloc(NULL, n) is an allocation: a list of such blocks needs one block for each (trap 22, trap 36).
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
		struct node *node = realloc(NULL, sizeof *node);
		if (!node)
			abort();
		*node = (struct node){head, i + 3};
		head = node;
	}
	int mix = 0;
	for (struct node *at = head, *next; at; at = next) {
		next = at->next;
		mix = mix * 10 + at->value;
		free(at);
	}
	return mix;
}

int main(void)
{
	printf("%d\n", list(opaque(5)));
	return 0;
}
