// RUN: %exec %s
// Bytes of a calloc'd object that the program never writes are read as zero, after a frame that was full of other
// values, also beyond the first loop (trap 27, trap 37).
// HEAP: O1,O2 <= 0
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct record {
	char tag;
	int value;
	short row[5];
	double weight;
};

HELPER void touch(struct record *record, int value)
{
	record->value = value;
	record->row[value & 3]++;
}

HELPER unsigned digest(const void *object, size_t size)
{
	const unsigned char *bytes = object;
	unsigned mix = 17;
	for (size_t i = 0; i < size; i++)
		mix = mix * 31 + bytes[i];
	return mix;
}

NOINLINE unsigned one(int value)
{
	struct record *record = calloc(1, sizeof *record);
	if (!record)
		abort();
	touch(record, value);
	unsigned mix = digest(record, sizeof *record);
	free(record);
	return mix;
}

int main(void)
{
	for (int i = 0; i < 3; i++) {
		clobber_stack();
		printf("%08x\n", one(opaque(i)));
	}
	return 0;
}
