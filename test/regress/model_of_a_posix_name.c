// RUN: %exec %s
// POSIX names are free for a program that includes no header of POSIX: this `link` is not the system call, although it
// takes two pointers too. Its definition stands elsewhere, as far as this translation unit can tell (trap 32, trap 89).
// LINK: -Wl,--defsym=link=link_nodes
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct node {
	struct node *next;
	int value;
};

static struct node head;

int link(struct node *to, struct node *node);
int link_nodes(struct node *to, struct node *node);

NOINLINE int link_nodes(struct node *to, struct node *node)
{
	to->next = node;
	return 0;
}

NOINLINE void add(int value)
{
	struct node *node = malloc(sizeof *node);
	if (!node)
		abort();
	*node = (struct node){NULL, value};
	link(&head, node);
}

int main(void)
{
	add(opaque(42));
	clobber_stack();
	printf("%d\n", head.next->value);
	return 0;
}
