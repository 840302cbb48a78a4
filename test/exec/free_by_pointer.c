// RUN: %exec %s
// free called through a pointer chosen at run time, and a destructor in a table of functions (trap 11, trap 20).
// HEAP: O1,O2 == 4
// REFUSED: O1 chosen EscapesToIndirectCall
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct operations {
	void *(*allocate)(size_t);
	void (*release)(void *);
};

static int kept_count;
static void *kept[4];

static void keep(void *block)
{
	kept[kept_count++] = block;
}

NOINLINE long chosen(void (*release)(void *), int first)
{
	int *numbers = malloc(5 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 5, first);
	long total = sum(numbers, 5);
	release(numbers);
	return total;
}

NOINLINE long by_table(const struct operations *operations, int first)
{
	int *numbers = operations->allocate(5 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 5, first);
	long total = sum(numbers, 5);
	operations->release(numbers);
	return total;
}

int main(void)
{
	struct operations table[] = {{malloc, free}, {malloc, keep}};
	for (int i = 0; i < 2; i++) {
		printf("%ld ", chosen(opaque(i) ? keep : free, opaque(i)));
		printf("%ld\n", by_table(&table[opaque(i)], opaque(i + 4)));
	}
	clobber_stack();
	for (int i = 0; i < kept_count; i++) {
		printf("%ld\n", sum(kept[i], 5));
		free(kept[i]);
	}
	return 0;
}
