// RUN: %exec %s
// Functions of a shared object that may be replaced when it is loaded, and are: their bodies say nothing, except those of
// hidden and static ones (trap 60).
// CFLAGS: -fPIC -fsemantic-interposition
// LINK: -Wl,--defsym,item_new=strange_new -Wl,--defsym,item_put=strange_put -Wl,--defsym,item_free=strange_free
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct item {
	int data[4];
};

static struct item *kept, *put_here, *all[8];
static int made;

NOINLINE int item_new(struct item **out, int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		return -1;
	fill(item->data, 4, first);
	*out = item;
	return 0;
}

NOINLINE void item_put(struct item *item)
{
	item->data[0]++;
}

NOINLINE void item_free(struct item *item)
{
	free(item);
}

__attribute__((visibility("hidden"))) NOINLINE struct item *hidden_new(int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	fill(item->data, 4, first);
	return item;
}

HELPER void static_free(struct item *item)
{
	free(item);
}

__attribute__((used)) NOINLINE int strange_new(struct item **out, int first)
{
	if (first % 3 == 2) {
		*out = kept;
		return 1;
	}
	all[made] = malloc(sizeof **all);
	if (!all[made])
		abort();
	fill(all[made]->data, 4, 10 * first);
	*out = kept = all[made++];
	return 0;
}

__attribute__((used)) NOINLINE void strange_put(struct item *item)
{
	put_here = item;
	item->data[0] += 100;
}

/* All of them stay. */
__attribute__((used)) NOINLINE void strange_free(struct item *item)
{
	item->data[3] = -1;
}

NOINLINE long replaced(int first)
{
	struct item *item = NULL;
	int code = item_new(&item, first);
	clobber_stack();
	long got = sum(item->data, 4) * 10 + code;
	item_free(item);
	return got;
}

NOINLINE struct item *own(int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	fill(item->data, 4, first);
	item_put(item);
	item_free(item);
	return NULL;
}

NOINLINE long fixed(int first)
{
	struct item *item = hidden_new(first), *other = hidden_new(first + 1);
	clobber_stack();
	long got = sum(item->data, 4) * 1000 + sum(other->data, 4);
	static_free(item);
	static_free(other);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++) {
		printf("%ld %ld ", replaced(opaque(i)), fixed(opaque(i)));
		own(opaque(i));
		clobber_stack();
		printf("%ld\n", put_here ? sum(put_here->data, 4) : 0);
		free(put_here);
	}
	for (int i = 0; i < made; i++) {
		printf("%ld\n", sum(all[i]->data, 4));
		free(all[i]);
	}
	return 0;
}
