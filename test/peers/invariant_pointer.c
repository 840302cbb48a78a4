// RUN: %exec %s
// CLASS: a pointer loaded from a fresh object is taken for invariant
// WHOSE: LLVM #147706 (trap 83)
// The object holds cursors into two texts, and a helper moves one of them on: the next look must see that.
// PROMOTED: O1 merge 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct reader {
	const char *at[2];
	long read;
};

static int next(struct reader *reader, int which)
{
	reader->read++;
	return *reader->at[which & 1]++;
}

static int ahead(const struct reader *reader, int which)
{
	return *reader->at[which & 1];
}

NOINLINE long merge(const char *left, const char *right)
{
	struct reader *reader = malloc(sizeof *reader);
	reader->at[0] = left;
	reader->at[1] = right;
	reader->read = 0;
	long value = 0;
	while (ahead(reader, 0) && ahead(reader, 1))
		value = value * 10 + next(reader, ahead(reader, 0) > ahead(reader, 1)) - '0';
	value = value * 100 + reader->read;
	free(reader);
	return value;
}

int main(void)
{
	printf("%ld\n", merge("135", "24678"));
	return 0;
}
