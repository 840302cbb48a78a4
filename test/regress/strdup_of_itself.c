// RUN: %exec %s
// Copies of copies, of which none is freed: each is made of the one before, in whichever slot or block that is (trap 36,
// trap 117).
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int copies(const char *text, int rounds)
{
	char *copy = strdup(text);
	if (!copy)
		abort();
	for (int i = 0; i < rounds; i++) {
		copy = strdup(copy);
		if (!copy)
			abort();
		copy[i] ^= 1;
	}
	int got = 0;
	for (char *at = copy; *at; at++)
		got = (got * 31 + *at) & 0xffffff;
	return got;
}

int main(void)
{
	for (int rounds = 0; rounds < 9; rounds++)
		printf("%d\n", copies("what is copied", opaque(rounds)));
	return 0;
}
