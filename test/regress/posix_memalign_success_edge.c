// RUN: %exec %s
// posix_memalign returns 0 when there is a block. Taken for a null pointer, that made the path with the block the one
// without, and what happens there did not count: an escape, and a list whose nodes are all alive (trap 29,
// trap 36, trap 85).
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
	struct node *next;
	int value;
};

NOINLINE char *aligned_text(void)
{
	void *block;
	if (posix_memalign(&block, 64, 64))
		abort();
	strcpy(block, "still there");
	return block;
}

NOINLINE int list(int count)
{
	struct node *head = NULL;
	for (int i = 0; i < count; i++) {
		void *block;
		if (posix_memalign(&block, 64, 64))
			return -1;
		struct node *node = block;
		*node = (struct node){head, i + 1};
		head = node;
	}
	int mix = 0, left = 20; /* a node that is its own successor would go on for ever */
	for (; head && left > 0; head = head->next, left--)
		mix = mix * 3 + head->value;
	return mix;
}

int main(void)
{
	char *text = aligned_text();
	clobber_stack();
	printf("%.11s\n", text);
	printf("%d\n", list(opaque(5)));
	return 0;
}
