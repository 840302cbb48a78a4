// RUN: %exec %s
// Constructors of objects whose size is known at run time only, from 1 byte to many pages: blocks, strings, flexible
// members, arrays of rows, and one that resizes (trap 22, trap 28, trap 113).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct flexible {
	size_t length;
	unsigned char bytes[];
};

HELPER unsigned char *block_new(size_t size, int value)
{
	unsigned char *block = malloc(size);
	if (block)
		memset(block, value, size);
	return block;
}

HELPER char *join(const char *left, const char *right)
{
	size_t size = strlen(left);
	char *both = malloc(size + strlen(right) + 1);
	if (!both)
		abort();
	memcpy(both, left, size);
	strcpy(both + size, right);
	return both;
}

HELPER struct flexible *flexible_new(size_t length, int value)
{
	if (length > 1 << 20)
		return NULL;
	struct flexible *made = calloc(1, sizeof *made + length);
	if (!made)
		return NULL;
	made->length = length;
	for (size_t i = 0; i < length; i += 3)
		made->bytes[i] = (unsigned char)(value + (int)i);
	return made;
}

HELPER int flexible_grow(struct flexible **at, size_t more)
{
	struct flexible *grown = realloc(*at, sizeof *grown + (*at)->length + more);
	if (!grown)
		return -1;
	memset(grown->bytes + grown->length, 5, more);
	grown->length += more;
	*at = grown;
	return 0;
}

HELPER unsigned look(const unsigned char *bytes, size_t size)
{
	unsigned got = 1;
	for (size_t i = 0; i < size; i++)
		got = got * 31 + bytes[i];
	return got;
}

NOINLINE unsigned blocks(size_t size)
{
	unsigned char *one = block_new(size, 3), *two = block_new(size * 2, 4);
	if (!one || !two)
		abort();
	clobber_stack();
	one[size / 2] = two[size] + 1;
	unsigned got = look(one, size) * 3 + look(two, size * 2);
	free(one);
	got += look(two, size * 2);
	free(two);
	return got;
}

NOINLINE unsigned strings(int times)
{
	char *all = join("", "");
	for (int i = 0; i < times; i++) {
		char *more = join(all, i & 1 ? "some" : "other text");
		free(all);
		all = more;
	}
	clobber_stack();
	unsigned got = look((unsigned char *)all, strlen(all) + 1);
	free(all);
	return got;
}

NOINLINE unsigned flexibles(size_t length)
{
	struct flexible *one = flexible_new(length, 7), *none = flexible_new((size_t)-1, 1);
	if (!one || none || flexible_grow(&one, length & 3))
		abort();
	clobber_stack();
	unsigned got = look(one->bytes, one->length);
	if (flexible_grow(&one, 40))
		abort();
	clobber_stack();
	got = got * 3 + look(one->bytes, one->length);
	free(one);
	return got;
}

/* Rounds with sizes on both sides of a slot's. */
NOINLINE unsigned rounds(int count)
{
	unsigned char *old = NULL;
	size_t had = 0;
	unsigned got = 0;
	for (int i = 0; i < count; i++) {
		size_t size = (size_t)(i * 83 % 400 + 1);
		unsigned char *fresh = block_new(size, i);
		if (!fresh)
			abort();
		clobber_stack();
		got = got * 3 + look(fresh, size) + (old ? look(old, had) : 0);
		free(old);
		old = fresh;
		had = size;
	}
	free(old);
	return got;
}

int main(void)
{
	static const int sizes[] = {1, 7, 100, 128, 129, 255, 256, 257, 1000, 100000};
	for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t size = (size_t)opaque(sizes[i]);
		printf("%u %u ", blocks(size), flexibles(size));
		printf("%u %u\n", strings(opaque((int)i * 7)), rounds(opaque((int)i)));
	}
	return 0;
}
