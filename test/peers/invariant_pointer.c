// RUN: %exec %s
// CLASS: a pointer loaded from a fresh object is taken for invariant
// WHOSE: LLVM #147706 (trap 83)
// The object holds a cursor into an array, and a helper moves it on: the next read starts where the last one ended.
// PROMOTED: O1 digits 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct reader {
	const char *at;
	long read;
};

static NOINLINE int next(struct reader *reader)
{
	reader->read++;
	return *reader->at++;
}

static NOINLINE int more(const struct reader *reader)
{
	return *reader->at != 0;
}

NOINLINE long digits(const char *text)
{
	struct reader *reader = malloc(sizeof *reader);
	reader->at = text;
	reader->read = 0;
	long value = 0;
	while (more(reader))
		value = value * 10 + next(reader) - '0';
	value = value * 100 + reader->read;
	free(reader);
	return value;
}

int main(void)
{
	printf("%ld\n", digits("90125"));
	return 0;
}
