// RUN: %exec %s
// CLASS: the object leaves inside an array that was filled with copies of its pointer
// WHOSE: .NET #122879; Go #11387 (trap 2, 3)
// A helper that does not know what it copies puts the pointer into every element; the array is returned.
// The array can be in the frame of main; what it holds, by a copy of unknown length, cannot.
// HEAP: O1,O2 == 1
// REFUSED: O1 repeated EscapesToReturn
// PROMOTED: O1 repeated 0
// PROMOTED: O1 main 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
	int age, year;
};

HELPER void fill_with(void *array, size_t count, const void *element, size_t size)
{
	for (size_t i = 0; i < count; i++)
		memcpy((char *)array + i * size, element, size);
}

NOINLINE struct person **repeated(int age, size_t count)
{
	struct person *person = malloc(sizeof *person);
	person->age = age;
	person->year = 2000 + age;
	struct person **all = malloc(count * sizeof *all);
	fill_with(all, count, &person, sizeof person);
	return all;
}

int main(void)
{
	struct person **all = repeated(opaque(21), (size_t)opaque(3));
	clobber_stack();
	printf("%d %d %d\n", all[0]->age, all[1]->year, all[0] == all[2]);
	free(all[2]);
	free(all);
	return 0;
}
