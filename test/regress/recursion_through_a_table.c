// RUN: %exec %s
// A visitor calls itself by way of a table of functions. That is recursion too, though the call graph has no edge for it:
// a slot of 1000 bytes in each of 50000 frames is more than the stack has, where the heap had room (trap 57).
// LEVELS: O0,O1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

static int visit(int depth);
static int (*const visitors[2])(int) = {visit, visit};

HELPER void note(char *to, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = (char)(i + count);
}

static NOINLINE int visit(int depth)
{
	char *own = malloc(1000);
	if (!own)
		abort();
	note(own, 20);
	int total = depth ? visitors[opaque(depth & 1)](depth - 1) + own[depth & 15] : 0;
	note(own, 3);
	free(own);
	return total % 1000003;
}

int main(void)
{
	printf("%d\n", visit(opaque(50000)));
	return 0;
}
