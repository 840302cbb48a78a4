// RUN: %exec %s
// strdup and strndup of strings around the size of the slot, in a loop and with two alive at a time (trap 117).
// PROMOTED: O1,O2 whole 1
// PROMOTED: O1,O2 part 1
// PROMOTED: O1,O2 pair 2
// HEAP: O1,O2 <= 14
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int whole(const char *text)
{
	char *copy = strdup(text);
	if (!copy)
		return -1;
	int length = (int)strlen(copy), same = strcmp(copy, text) == 0;
	for (char *at = copy; *at; at++)
		*at = (char)(*at ^ 1);
	same += 2 * (strcmp(copy, text) != 0 || !length);
	free(copy);
	return length * 4 + same;
}

NOINLINE int part(const char *text, size_t most)
{
	char *copy = strndup(text, most);
	if (!copy)
		return -1;
	int length = (int)strlen(copy), same = strncmp(copy, text, (size_t)length) == 0;
	free(copy);
	return length * 2 + same;
}

NOINLINE int pair(const char *text)
{
	char *copy = strdup(text), *other = strdup(text + 1);
	if (!copy || !other)
		abort();
	copy[0] = '!';
	int same = strcmp(copy + 1, other) == 0;
	other[0] = '?';
	same = same * 2 + (copy[1] != '?');
	free(copy);
	free(other);
	return same;
}

int main(void)
{
	char text[600];
	static const int lengths[] = {0, 1, 254, 255, 256, 257, 599};
	for (unsigned i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		int length = opaque(lengths[i]);
		for (int at = 0; at < length; at++)
			text[at] = (char)('a' + at % 26);
		text[length] = 0;
		printf("%d: %d", length, whole(text));
		printf(" %d %d %d %d %d", part(text, 0), part(text, 10), part(text, 255), part(text, 256), part(text, (size_t)-1));
		printf(" %d\n", length > 1 ? pair(text) : 0);
		clobber_stack();
	}
	return 0;
}
