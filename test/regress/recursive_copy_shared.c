// RUN: %exec %s
// Two functions free a list by the same recursive callee: of the one all nodes are in the frame, of the other only the
// first (trap 125). The copy of the callee that was made for the one served the other, and freed what is in a frame.
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *next;
	int value;
};

HELPER void free_list(struct node *list)
{
	if (!list)
		return;
	struct node *next = list->next;
	free(list);
	free_list(next);
}

NOINLINE int others_follow(struct node *others, int value)
{
	struct node *first = malloc(sizeof *first);
	*first = (struct node){others, value};
	int result = first->value + first->next->value;
	free_list(first);
	return result;
}

NOINLINE int all_mine(int value)
{
	struct node *last = malloc(sizeof *last), *first = malloc(sizeof *first);
	*last = (struct node){NULL, value};
	*first = (struct node){last, value + 1};
	int result = first->value + first->next->value;
	free_list(first);
	return result;
}

int main(void)
{
	struct node *others = malloc(sizeof *others);
	*others = (struct node){NULL, opaque(5)};
	printf("%d\n", others_follow(others, opaque(1)));
	printf("%d\n", all_mine(opaque(2)));
	return 0;
}
