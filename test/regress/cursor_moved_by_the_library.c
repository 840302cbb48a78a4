// RUN: %exec %s
// strsep and mbsrtowcs advance a cursor in memory: it points to another place in the same buffer afterwards, where
// other contents lie (trap 19, trap 77, trap 86).
// CFLAGS: -D_GNU_SOURCE
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

NOINLINE long *behind_comma(const char *text)
{
	long *object = malloc(64);
	if (!object)
		abort();
	*object = 42;
	char buffer[64];
	memcpy(buffer, text, 8);
	memcpy(buffer + 8, &object, sizeof object);
	char *cursor = buffer;
	strsep(&cursor, ",");
	long *found;
	memcpy(&found, cursor, sizeof found);
	return found;
}

NOINLINE long *behind_converted(const char *text)
{
	long *object = malloc(64);
	if (!object)
		abort();
	*object = 43;
	char buffer[64];
	memcpy(buffer, text, 8);
	memcpy(buffer + 8, &object, sizeof object);
	const char *cursor = buffer;
	wchar_t wide[16];
	mbstate_t state = {0};
	mbsrtowcs(wide, &cursor, 8, &state);
	long *found;
	memcpy(&found, cursor, sizeof found);
	return found;
}

int main(void)
{
	long *object = behind_comma("abcdefg,");
	clobber_stack();
	printf("%ld\n", *object);
	object = behind_converted("abcdefg,");
	clobber_stack();
	printf("%ld\n", *object);
	return 0;
}
