// RUN: %exec %s
// CLASS: the data word of an interface is not followed
// WHOSE: Go #11931, #29353; .NET boxes (trap 2, 11)
// A value with its table of methods, passed by value; a method keeps the word.
// PROMOTED: O1 small 0
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct interface {
	const struct methods *methods;
	uintptr_t word;
};

struct methods {
	int (*value)(uintptr_t);
	void (*keep)(uintptr_t);
};

static uintptr_t kept;

static int boxed_value(uintptr_t word)
{
	return *(int *)word;
}

static void boxed_keep(uintptr_t word)
{
	kept = word;
}

static const struct methods boxed = {boxed_value, boxed_keep};

HELPER int use(struct interface any, int keep)
{
	if (keep)
		any.methods->keep(any.word);
	return any.methods->value(any.word);
}

NOINLINE int small(int value, int keep)
{
	int *box = malloc(sizeof *box);
	*box = value;
	struct interface any = {&boxed, (uintptr_t)box};
	int result = use(any, keep) + *box;
	if (!keep)
		free(box);
	return result;
}

int main(void)
{
	int first = small(opaque(6), 0), second = small(opaque(70), opaque(1));
	clobber_stack();
	printf("%d %d %d\n", first, second, boxed_value(kept));
	free((int *)kept);
	return 0;
}
