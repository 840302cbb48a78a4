// RUN: %exec %s
// CLASS: a copy of an object copies what it points to as well, as far as the analysis can see
// WHOSE: Go #11387, #33981, #80806 (trap 2, 77)
// The outer object is copied and dies; the copy is returned with the inner pointers in it, two levels deep.
// PROMOTED: O1 copy_of 1
// HEAP: O1,O2 <= 2
// HEAP: O1,O2 >= 2
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct inner {
	int *numbers;
	int count;
};

struct outer {
	struct inner *inner;
	char name[24];
};

NOINLINE void copy_of(struct outer *result, int first)
{
	struct outer *outer = malloc(sizeof *outer);
	outer->inner = malloc(sizeof *outer->inner);
	outer->inner->numbers = malloc(5 * sizeof *outer->inner->numbers);
	outer->inner->count = 5;
	fill(outer->inner->numbers, 5, first);
	snprintf(outer->name, sizeof outer->name, "first is %d", first);
	memcpy(result, outer, sizeof *outer);
	free(outer);
}

int main(void)
{
	struct outer outer;
	copy_of(&outer, opaque(6));
	clobber_stack();
	printf("%s: %ld\n", outer.name, sum(outer.inner->numbers, outer.inner->count));
	free(outer.inner->numbers);
	free(outer.inner);
	return 0;
}
