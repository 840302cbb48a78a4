// RUN: %exec %s
// CLASS: a reference stored at an unknown offset is not found again
// WHOSE: Julia #47075, #55305, #55306 (trap 77)
// A table of pointers, each stored and read under an index that is known at run time only: one of them is returned.
// Which one is not known, so none of the three can be in the frame of the function; main has room for them.
// PROMOTED: O1 chosen 1
// REFUSED: O1 chosen EscapesToReturn
// PROMOTED: O1 main 3
// HEAP: O1,O2 == 0
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct table {
	int used;
	int *rows[4];
};

NOINLINE int *chosen(int index, int other, int first)
{
	struct table *table = malloc(sizeof *table);
	int *one = malloc(4 * sizeof *one), *two = malloc(4 * sizeof *two), *three = malloc(4 * sizeof *three);
	table->used = 2;
	fill(one, 4, first);
	fill(two, 4, first + 10);
	fill(three, 4, first + 20);
	for (int i = 0; i < 4; i++)
		table->rows[i] = three;
	table->rows[index & 3] = one;
	table->rows[other & 3] = two;
	int *result = table->rows[(index + table->used) & 3];
	if (result != one)
		free(one);
	if (result != two)
		free(two);
	if (result != three)
		free(three);
	free(table);
	return result;
}

int main(void)
{
	int *numbers = chosen(opaque(1), opaque(3), 100);
	clobber_stack();
	printf("%ld\n", sum(numbers, 4));
	free(numbers);
	return 0;
}
