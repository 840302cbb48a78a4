// RUN: %exec %s
// sprintf writes a pointer down as text, by %p or as a number, and the text leads back to the object (trap 5, trap 12,
// trap 88).
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE void by_pointer(char *name)
{
	int *object = malloc(sizeof *object);
	if (!object)
		abort();
	*object = 42;
	sprintf(name, "%p", (void *)object);
}

NOINLINE void by_number(char *name)
{
	int *object = malloc(sizeof *object);
	if (!object)
		abort();
	*object = 43;
	sprintf(name, "handle-%lx", (unsigned long)(uintptr_t)object);
}

int main(void)
{
	char name[40];
	void *object;
	by_pointer(name);
	clobber_stack();
	if (sscanf(name, "%p", &object) != 1)
		abort();
	printf("%d\n", *(int *)object);
	by_number(name);
	clobber_stack();
	object = (void *)strtoul(name + 7, NULL, 16);
	printf("%d\n", *(int *)object);
	return 0;
}
