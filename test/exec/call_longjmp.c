// RUN: %exec %s
// Constructors and destructors that are left by longjmp, to a frame above that may or may not know of the object
// (trap 44, trap 45).
#include "program.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct item {
	int data[4];
	int *more;
};

static jmp_buf home;
static struct item *volatile half_made;

HELPER void leave_if(int really)
{
	if (really)
		longjmp(home, really);
}

HELPER struct item *item_new(int first, int leave)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	item->more = NULL;
	fill(item->data, 4, first);
	half_made = item;
	leave_if(leave == 1);
	item->more = malloc(4 * sizeof *item->more);
	if (!item->more)
		abort();
	fill(item->more, 4, -first);
	leave_if(leave == 2 ? 2 : 0);
	half_made = NULL;
	return item;
}

HELPER void item_free(struct item *item, int leave)
{
	free(item->more);
	item->more = NULL;
	leave_if(leave == 3 ? 3 : 0);
	free(item);
}

HELPER long use(int first, int leave)
{
	struct item *other = item_new(first + 50, 0), *item = item_new(first, leave);
	clobber_stack();
	long got = sum(item->data, 4) * 1000 + sum(item->more, 4) + sum(other->data, 4);
	half_made = item;
	item_free(item, leave);
	half_made = NULL;
	item_free(other, 0);
	return got;
}

NOINLINE long guarded(int first, int leave)
{
	int how = setjmp(home);
	if (how == 0)
		return use(first, leave);
	clobber_stack();
	long got = sum(half_made->data, 4) * 10 + how + (half_made->more ? sum(half_made->more, 4) * 1000 : 0);
	free(half_made->more);
	free(half_made);
	half_made = NULL;
	return got;
}

int main(void)
{
	for (int i = 0; i < 8; i++)
		printf("%ld\n", guarded(opaque(i), opaque(i & 3)));
	return 0;
}
