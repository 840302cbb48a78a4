// RUN: %exec %s
// CLASS: the compiler crashes on a pointer that an unknown function returned
// WHOSE: LLVM #165708, #165691, #165683, #165693 (trap 11)
// An allocator as a table of functions, as libraries take it from their users: the block comes from an indirect call
// and is read through several levels.
// HEAP: O1,O2 == 2
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct allocator {
	void *(*take)(void *context, size_t size);
	void (*give_back)(void *context, void *block);
	void *context;
};

struct document {
	struct allocator allocator;
	int *root;
};

static void *take(void *context, size_t size)
{
	++*(int *)context;
	return malloc(size);
}

static void give_back(void *context, void *block)
{
	--*(int *)context;
	free(block);
}

NOINLINE struct document *open_document(const struct allocator *allocator, int first)
{
	struct document *document = allocator->take(allocator->context, sizeof *document);
	document->allocator = *allocator;
	document->root = document->allocator.take(document->allocator.context, 5 * sizeof(int));
	fill(document->root, 5, first);
	return document;
}

NOINLINE void close_document(struct document *document)
{
	struct allocator allocator = document->allocator;
	allocator.give_back(allocator.context, document->root);
	allocator.give_back(allocator.context, document);
}

int main(void)
{
	int blocks = 0;
	struct allocator allocator = {take, give_back, &blocks};
	struct document *document = open_document(&allocator, opaque(6));
	printf("%ld %d", sum(document->root, 5), blocks);
	close_document(document);
	printf(" %d\n", blocks);
	return 0;
}
