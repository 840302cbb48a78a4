// RUN: %exec %s
// Library functions that return a pointer into their argument, or read and write a buffer (trap 4, trap 12).
// HEAP: O1,O2 <= 3
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE void split(const char *line)
{
	char *copy = malloc(64);
	char *report = malloc(128);
	if (!copy || !report)
		abort();
	strncpy(copy, line, 63);
	copy[63] = 0;
	char *comment = strchr(copy, '#');
	if (comment)
		*comment = 0;
	report[0] = 0;
	size_t length = 0;
	char *rest;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		int value;
		char unit[8];
		if (sscanf(word, "%d%7s", &value, unit) == 2)
			length += (size_t)snprintf(report + length, 128 - length, "[%s: %d]", unit, value);
		else
			length += (size_t)snprintf(report + length, 128 - length, "(%s)", word);
	}
	puts(report);
	free(report);
	free(copy);
}

int main(void)
{
	split("alpha 12km beta 7s # tail");
	split("");
	split("3x 4y 5z");
	return 0;
}
