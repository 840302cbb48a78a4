// RUN: %exec %s
// Weak functions whose definition here is not the one that runs: the linker takes those of strangers, which keep what
// they get, free it later, and give what must not be freed (trap 60).
// LINK: -Wl,--defsym,item_new=strange_new -Wl,--defsym,item_look=strange_look -Wl,--defsym,item_free=strange_free
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

#define WEAK __attribute__((weak, noinline))

struct item {
	int data[4];
};

static struct item cached, *kept, *late;

WEAK struct item *item_new(int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	fill(item->data, 4, first);
	return item;
}

WEAK long item_look(struct item *item)
{
	return sum(item->data, 4);
}

WEAK void item_free(struct item *item)
{
	free(item);
}

__attribute__((used)) NOINLINE struct item *strange_new(int first)
{
	if (first & 1) {
		fill(cached.data, 4, 100 * first);
		return &cached;
	}
	kept = malloc(sizeof *kept);
	if (!kept)
		abort();
	fill(kept->data, 4, -first);
	return kept;
}

__attribute__((used)) NOINLINE long strange_look(struct item *item)
{
	long before = kept ? sum(kept->data, 4) : -1;
	if (item != &cached)
		kept = item;
	return before * 1000 + sum(item->data, 4);
}

/* Frees the one before. */
__attribute__((used)) NOINLINE void strange_free(struct item *item)
{
	if (item == &cached)
		return;
	free(late);
	late = item;
}

NOINLINE long constructed(int first)
{
	struct item *item = item_new(first);
	clobber_stack();
	long got = item_look(item);
	item_free(item);
	return got;
}

NOINLINE long own(int first)
{
	struct item *item = malloc(sizeof *item);
	if (!item)
		abort();
	fill(item->data, 4, first);
	long got = item_look(item);
	item_free(item);
	return got;
}

int main(void)
{
	for (int i = 0; i < 6; i++) {
		printf("%ld ", constructed(opaque(i)));
		clobber_stack();
		printf("%ld ", own(opaque(i)));
		clobber_stack();
		printf("%ld %ld\n", kept ? sum(kept->data, 4) : 0, late ? sum(late->data, 4) : 0);
	}
	free(late);
	return 0;
}
