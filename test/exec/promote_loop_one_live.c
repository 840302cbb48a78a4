// RUN: %exec %s
// Freed at the end of every iteration, in nested loops: one instance is alive at a time (trap 36, trap 38).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 grid 2
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long grid(int rows, int columns)
{
	long total = 0;
	for (int row = 0; row < rows; row++) {
		int *line = malloc(20 * sizeof *line);
		if (!line)
			return -1;
		fill(line, 20, row);
		for (int column = 0; column < columns; column++) {
			int *cell = malloc(5 * sizeof *cell);
			if (!cell) {
				free(line);
				return -1;
			}
			fill(cell, 5, line[(row + column) % 20]);
			total += sum(cell, 5) ^ column;
			line[column % 20] += cell[4];
			free(cell);
		}
		total += sum(line, 20);
		free(line);
	}
	return total;
}

int main(void)
{
	printf("%ld\n", grid(opaque(10), opaque(25)));
	return 0;
}
