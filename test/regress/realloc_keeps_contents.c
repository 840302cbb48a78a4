// RUN: %exec %s
// realloc makes a new instance with the old contents: the pointers that the old one held are not gone (trap 22,
// trap 36, trap 91).
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long rows(void)
{
	long **row = NULL, mix = 0;
	for (int i = 0; i < 10; i++) {
		row = realloc(row, ((size_t)i + 1) * sizeof *row);
		if (i >= 2)
			mix = mix * 7 + *row[i - 2];
		long *number = malloc(sizeof *number);
		*number = i + 1;
		row[i] = number;
	}
	free(row);
	return mix;
}

int main(void)
{
	printf("%ld\n", rows());
	return 0;
}
