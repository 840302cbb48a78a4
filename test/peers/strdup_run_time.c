// RUN: %exec %s
// CLASS: an allocation function whose size nobody can tell
// WHOSE: LLVM PR #221867 (trap 80)
// strdup of a text that is known at run time only: LLVM knows it for an allocation and has no size for it.
// CFLAGS: -D_GNU_SOURCE
// HEAP: O1,O2 == 0
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HELPER void reverse(char *text)
{
	size_t length = strlen(text);
	for (size_t i = 0; i < length / 2; i++) {
		char letter = text[i];
		text[i] = text[length - 1 - i];
		text[length - 1 - i] = letter;
	}
}

NOINLINE long backwards(const char *text)
{
	char *copy = strdup(text);
	reverse(copy);
	long value = strtol(copy, NULL, 10);
	free(copy);
	return value;
}

int main(void)
{
	char text[32];
	snprintf(text, sizeof text, "%d", opaque(80125));
	printf("%ld", backwards(text));
	snprintf(text, sizeof text, "%d%d", opaque(1234), opaque(567890));
	printf(" %ld\n", backwards(text));
	return 0;
}
