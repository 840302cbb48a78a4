// RUN: %exec %s
// Returned as an interior pointer, through a library function that returns its argument, and in a large struct
// (trap 3, trap 4). None can be in the frame of the function that makes it. Main, which outlives them, has room for the
// one that it frees by the pointer that was allocated, and of which there is one at a time (with -O2, which
// unrolls the loop, also the rows).
// HEAP: O1 == 3
// HEAP: O2 >= 1
// REFUSED: O1 extension EscapesToReturn
// REFUSED: O1 filled EscapesToReturn
// REFUSED: O1 table EscapesToParameter
// PROMOTED: O1 main 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct table {
	char *rows[6];
	int used;
};

NOINLINE char *extension(const char *name)
{
	char *copy = malloc(32);
	if (!copy)
		abort();
	strncpy(copy, name, 31);
	copy[31] = 0;
	return strrchr(copy, '.');
}

NOINLINE char *filled(int letter)
{
	return memset(calloc(8, 1), letter, 7);
}

NOINLINE struct table table(int letter)
{
	struct table table = {{NULL}, 0};
	for (int i = 0; i < 2; i++) {
		char *row = malloc(4);
		if (!row)
			abort();
		memset(row, letter + i, 3);
		row[3] = 0;
		table.rows[table.used++] = row;
	}
	return table;
}

int main(void)
{
	char *end = extension("notes.2024.txt");
	char *text = filled(opaque('z'));
	struct table both = table(opaque('m'));
	clobber_stack();
	printf("%s %s %s %s\n", end, text, both.rows[0], both.rows[1]);
	free(end - 10);
	free(text);
	free(both.rows[0]);
	free(both.rows[1]);
	return 0;
}
