// RUN: %exec %s
// CLASS: a use is moved across the call that releases the object
// WHOSE: Swift #15874, #15884 (trap 17)
// Counted references: the call drops one through the holder, and with the last one the object is gone. What it held is
// read in time, from a copy.
// HEAP: O1,O2 == 0
// PROMOTED: O1 lend 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct object {
	int references, value;
};

struct holder {
	struct object *object;
};

static int destroyed;

HELPER void drop(struct holder *holder)
{
	struct object *object = holder->object;
	holder->object = NULL;
	if (--object->references == 0) {
		destroyed = destroyed * 1000 + object->value;
		free(object);
	}
}

NOINLINE int lend(int value, int twice)
{
	struct object *object = malloc(sizeof *object);
	object->references = 1 + twice;
	object->value = value;
	struct holder mine = {object}, other = {object};
	if (twice)
		drop(&other);
	int last = object->value + object->references;
	drop(&mine);
	return last + (mine.object == NULL);
}

int main(void)
{
	int first = lend(opaque(17), 0), second = lend(opaque(33), opaque(1));
	printf("%d %d %d\n", first, second, destroyed);
	return 0;
}
