/*
 * The library's bodies. A block has a header by which its free knows it, so that one that is handed anything else (a
 * slot, a block of malloc's) ends the program; and it is filled with bytes that nobody would take for zeroes.
 */
#include "library.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct header {
	void *start;
	size_t size;
	uint64_t mark;
};

static const uint64_t living = 0x600d600d600d600d, dead = 0xdeaddeaddeaddead;
static size_t alive;

static struct header *header_of(void *block)
{
	struct header *header = (struct header *)block - 1;
	if (header->mark != living) {
		puts("lib: not a block of mine");
		abort();
	}
	return header;
}

void *lib_alloc_aligned(size_t alignment, size_t size)
{
	if (!size)
		return NULL;
	unsigned char *start = malloc(sizeof(struct header) + alignment + size);
	if (!start)
		abort();
	uintptr_t first = (uintptr_t)(start + sizeof(struct header));
	unsigned char *block = start + sizeof(struct header) + (alignment - first % alignment) % alignment;
	((struct header *)block)[-1] = (struct header){start, size, living};
	memset(block, 0xC3, size);
	alive++;
	return block;
}

void *lib_alloc(size_t size)
{
	return lib_alloc_aligned(16, size);
}

void *lib_alloc_zeroed(size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		return NULL;
	void *block = lib_alloc(bytes);
	return block ? memset(block, 0, bytes) : NULL;
}

void lib_free(void *block)
{
	if (!block)
		return;
	struct header *header = header_of(block);
	void *start = header->start;
	header->mark = dead;
	alive--;
	free(start);
}

void *lib_resize(void *block, size_t size)
{
	void *larger = lib_alloc(size);
	if (block && larger) {
		size_t before = header_of(block)->size;
		memcpy(larger, block, before < size ? before : size);
	}
	lib_free(block);
	return larger;
}

size_t lib_alive(void)
{
	return alive;
}

/* Of malloc's family: whoever gets it calls free. */
void *own_alloc(unsigned size)
{
	void *block = malloc(size ? size : 1);
	if (!block)
		abort();
	return block;
}
