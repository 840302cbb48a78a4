// RUN: %exec %s
// realloc to nothing ends the block here, and realloc of NULL begins one again; blocks shrink and grow again; two
// buffers grow through one realloc in turns; a buffer in a struct is freed by its cleanup (trap 115, trap 118, trap 119).
// HEAP: O1,O2 <= 308
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sizes from a table, 0 among them. */
NOINLINE long ends_and_begins(const int *sizes, int count)
{
	unsigned char *block = NULL;
	size_t size = 0;
	long got = 0;
	for (int i = 0; i < count; i++) {
		size_t wanted = (size_t)sizes[i];
		unsigned char *moved = realloc(block, wanted);
		if (!moved && block && wanted == 0) {
			block = NULL;
			size = 0;
			got = got * 5 + 1;
			continue;
		}
		if (!moved)
			abort();
		block = moved;
		for (size_t at = 0; at < size && at < wanted; at++)
			got = (got * 3 + block[at]) & 0xfffffff;
		memset(block, i + 1, wanted);
		size = wanted;
	}
	free(block);
	return got;
}

/* Both are alive all the time, one in the slot and one on the heap. */
NOINLINE long two_buffers(int rounds)
{
	unsigned char *block[2] = {NULL, NULL};
	size_t size[2] = {0, 0};
	for (int i = 0; i < rounds; i++) {
		int which = i % 2;
		unsigned char *moved = realloc(block[which], size[which] + 24);
		if (!moved)
			abort();
		block[which] = moved;
		memset(moved + size[which], 2 * i + which, 24);
		size[which] += 24;
	}
	long got = 0;
	for (int which = 0; which < 2; which++)
		for (size_t at = 0; at < size[which]; at++)
			got = (got * 7 + block[which][at]) & 0xfffffff;
	free(block[1]);
	free(block[0]);
	return got;
}

/* One is freed in between: the other one must not lose its slot. */
NOINLINE long two_with_an_end(int rounds)
{
	unsigned char *a = NULL, *b = NULL;
	size_t m = 0;
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		unsigned char *grown = realloc(a, (size_t)i + 10);
		if (!grown)
			abort();
		a = grown;
		a[i + 9] = (unsigned char)i;
		a[0] = 77;
		m = m ? m * 2 : 16;
		grown = realloc(b, m);
		if (!grown)
			abort();
		b = grown;
		memset(b, 33 + i, m);
		if (i % 4 == 3) {
			got += b[m - 1];
			free(b);
			b = NULL;
			m = 0;
		}
		got = (got * 3 + a[0] + a[i + 9]) & 0xfffffff;
	}
	free(a);
	free(b);
	return got;
}

/* Null out of memory is in no slot, also before anything was in one. */
NOINLINE long large_first(const int *order, int count)
{
	unsigned char *block[2] = {NULL, NULL};
	long got = 0;
	for (int i = 0; i < count; i++) {
		int which = order[i];
		unsigned char *moved = realloc(block[which], 1000 - 400 * (size_t)i);
		if (!moved)
			abort();
		block[which] = moved;
		memset(moved, i + 1, 200);
		got = got * 3 + moved[199] + (block[0] ? block[0][9] : 0);
	}
	free(block[0]);
	free(block[1]);
	return got;
}

/* Slots of different sizes meet in one realloc: what is moved out has the size of the larger one. */
NOINLINE long meet(int which, size_t wanted)
{
	unsigned char *block = which ? calloc(1, 300) : malloc(20);
	size_t size = which ? 300 : 20;
	if (!block)
		abort();
	memset(block, 3 + which, size);
	unsigned char *moved = realloc(block, wanted);
	if (!moved)
		abort();
	long got = 0;
	for (size_t at = 0; at < size && at < wanted; at++)
		got = (got * 5 + moved[at]) & 0xfffffff;
	memset(moved, 8, wanted);
	free(moved);
	return got;
}

struct text {
	char *at;
	size_t used, room;
};

static void drop(struct text *text) { free(text->at); }

NOINLINE int append(struct text *text, const char *more)
{
	size_t length = strlen(more);
	while (text->used + length + 1 > text->room) {
		size_t room = text->room ? 2 * text->room : 8;
		char *moved = realloc(text->at, room);
		if (!moved)
			return -1;
		text->at = moved;
		text->room = room;
	}
	memcpy(text->at + text->used, more, length + 1);
	text->used += length;
	return 0;
}

/* Inlined, all of it is seen. */
static inline __attribute__((always_inline)) int append_inline(struct text *text, char letter)
{
	if (text->used + 1 >= text->room) {
		size_t room = text->room ? 2 * text->room : 8;
		char *moved = realloc(text->at, room);
		if (!moved)
			return -1;
		text->at = moved;
		text->room = room;
	}
	text->at[text->used++] = letter;
	text->at[text->used] = 0;
	return 0;
}

NOINLINE int in_a_struct(int count)
{
	__attribute__((cleanup(drop))) struct text text = {0};
	for (int i = 0; i < count; i++)
		if (append_inline(&text, (char)('a' + i % 26)))
			return -1;
	if (!text.at)
		return 0;
	int got = (int)strlen(text.at);
	for (int i = 0; i < count; i++)
		got = (got * 3 + text.at[i]) & 0xffffff;
	return got;
}

NOINLINE int by_a_function(int count)
{
	__attribute__((cleanup(drop))) struct text text = {0};
	for (int i = 0; i < count; i++)
		if (append(&text, i % 2 ? "odd" : "even"))
			return -1;
	return (int)text.used;
}

int main(void)
{
	static const int sizes[] = {10, 200, 256, 257, 300, 20, 0, 40, 0, 0, 256, 1, 256, 1000, 0, 5, 256, 0, 257, 3};
	for (int count = 0; count <= 20; count++) {
		/* realloc(NULL, 0) is left out: what it gives is the library's business. */
		if (count == 10)
			continue;
		printf("%ld ", ends_and_begins(sizes, opaque(count > 10 ? 9 : count)));
		if (count > 10)
			printf("%ld ", ends_and_begins(sizes + 10, opaque(count - 10)));
		clobber_stack();
	}
	printf("\n");
	for (int rounds = 0; rounds < 40; rounds += 3)
		printf("%ld %ld ", two_buffers(opaque(rounds)), two_with_an_end(opaque(rounds)));
	printf("\n");
	static const int order[] = {0, 1, 1, 0, 0, 1};
	printf("%ld %ld %ld\n", large_first(order, opaque(3)), large_first(order + 1, opaque(3)), large_first(order + 2, opaque(3)));
	for (int wanted = 1; wanted < 2000; wanted = wanted * 3 / 2 + 1)
		printf("%ld %ld ", meet(opaque(0), (size_t)wanted), meet(opaque(1), (size_t)wanted));
	printf("\n");
	for (int count = 0; count < 1000; count = count * 2 + 1)
		printf("%d %d ", in_a_struct(opaque(count)), by_a_function(opaque(count)));
	printf("\n");
	return 0;
}
