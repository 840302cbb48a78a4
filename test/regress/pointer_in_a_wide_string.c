// RUN: %exec %s
// The characters of a wide string can be the halves of a pointer, and wcscat puts them anywhere (trap 2, trap 77,
// trap 88).
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

NOINLINE long *appended(const wchar_t *front)
{
	long *object = malloc(64);
	if (!object)
		abort();
	object[1] = 42;
	wchar_t halves[4] = {0}, text[16] = {0};
	object++; /* neither half is zero, which would end the string */
	memcpy(halves, &object, sizeof object);
	wcscpy(text, front);
	wcscat(text, halves);
	long *found;
	memcpy(&found, text + 2, sizeof found);
	return found;
}

int main(void)
{
	long *object = appended(L"ab");
	clobber_stack();
	printf("%ld\n", *object);
	return 0;
}
