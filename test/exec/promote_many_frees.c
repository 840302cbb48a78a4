// RUN: %exec %s
// Every error path frees for itself; each of these frees disappears (trap 18).
// HEAP: O1,O2 <= 0
// PROMOTED: O1 parse 2
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER int scan(char *to, const char *from, int stop)
{
	int length = 0;
	while (from[length] && from[length] != stop && length < 31) {
		to[length] = from[length];
		length++;
	}
	to[length] = 0;
	return length;
}

HELPER int number(const char *text)
{
	int value = 0;
	while (*text >= '0' && *text <= '9')
		value = value * 10 + *text++ - '0';
	return *text ? -1 : value;
}

NOINLINE int parse(const char *line)
{
	char *name = malloc(32);
	if (!name)
		return -1;
	int length = scan(name, line, '=');
	if (length == 0) {
		free(name);
		return -2;
	}
	if (line[length] != '=') {
		free(name);
		return -3;
	}
	char *value = malloc(32);
	if (!value) {
		free(name);
		return -1;
	}
	if (scan(value, line + length + 1, '\n') == 0) {
		free(value);
		free(name);
		return -4;
	}
	int result = number(value);
	if (result >= 0)
		result = result * 100 + name[0];
	free(name);
	free(value);
	return result;
}

int main(void)
{
	const char *lines[] = {"width=42", "=3", "height", "depth=", "x=7z", "y=0"};
	for (int i = 0; i < 6; i++)
		printf("%s -> %d\n", lines[i], parse(lines[i]));
	return 0;
}
