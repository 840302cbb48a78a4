#include <escape/annotations.h>
#include <stdlib.h>

ESCAPE_STACK int consume(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}
