// RUN: %exec %s
// fgets returns its buffer or NULL; the loop's condition tests that result, not the buffer (trap 4).
// PROMOTED: O1 longest 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int longest(FILE *from)
{
	char *line = malloc(40);
	if (!line)
		return -1;
	size_t best = 0;
	int rows = 0;
	while (fgets(line, 40, from)) {
		size_t length = strcspn(line, "\n");
		if (length > best)
			best = length;
		rows++;
	}
	free(line);
	return rows * 100 + (int)best;
}

int main(void)
{
	FILE *file = tmpfile();
	if (!file)
		return 2;
	fputs("one\nand two\nthe third line\n\nlast", file);
	rewind(file);
	printf("%d\n", longest(file));
	fclose(file);
	return 0;
}
