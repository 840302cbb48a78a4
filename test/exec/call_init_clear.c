// RUN: %exec %s
// init and clear of a struct in the frame, in the heap, in a global and in an array, with and without work in between
// that replaces the buffer (trap 19, trap 22).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct buffer {
	char *at;
	size_t length, capacity;
};

HELPER int buffer_init(struct buffer *buffer)
{
	buffer->at = malloc(16);
	buffer->length = 0;
	buffer->capacity = buffer->at ? 16 : 0;
	return buffer->at ? 0 : -1;
}

HELPER void buffer_add(struct buffer *buffer, const char *text)
{
	size_t size = strlen(text);
	if (buffer->length + size > buffer->capacity) {
		size_t capacity = 2 * buffer->capacity + size;
		char *more = realloc(buffer->at, capacity);
		if (!more)
			abort();
		buffer->at = more;
		buffer->capacity = capacity;
	}
	memcpy(buffer->at + buffer->length, text, size);
	buffer->length += size;
}

HELPER void buffer_clear(struct buffer *buffer)
{
	free(buffer->at);
	buffer->at = NULL;
	buffer->length = buffer->capacity = 0;
}

HELPER long look(const struct buffer *buffer)
{
	unsigned long mix = 0;
	for (size_t i = 0; i < buffer->length; i++)
		mix = (mix * 31 + (unsigned char)buffer->at[i]) & 0xffffffff;
	return (long)(mix * 100 + buffer->length);
}

NOINLINE long in_frame(const char *text, int times)
{
	struct buffer one, two;
	if (buffer_init(&one) || buffer_init(&two))
		abort();
	for (int i = 0; i < times; i++) {
		buffer_add(&one, text);
		buffer_add(&two, i & 1 ? "x" : text);
	}
	clobber_stack();
	long got = look(&one) * 3 + look(&two);
	buffer_clear(&one);
	got += one.at == NULL;
	buffer_clear(&two);
	return got;
}

NOINLINE long never_grows(int number)
{
	struct buffer buffer;
	if (buffer_init(&buffer))
		return -1;
	memset(buffer.at, number, buffer.capacity);
	buffer.length = 9;
	clobber_stack();
	long got = look(&buffer);
	buffer_clear(&buffer);
	return got;
}

NOINLINE long in_heap(const char *text)
{
	struct buffer *buffer = malloc(sizeof *buffer);
	if (!buffer || buffer_init(buffer))
		abort();
	buffer_add(buffer, text);
	clobber_stack();
	long got = look(buffer);
	buffer_clear(buffer);
	got += buffer->at == NULL;
	free(buffer);
	return got;
}

static struct buffer shared;

NOINLINE void in_global(const char *text)
{
	if (buffer_init(&shared))
		abort();
	buffer_add(&shared, text);
}

NOINLINE long in_array(const char *text)
{
	struct buffer all[3];
	for (int i = 0; i < 3; i++) {
		if (buffer_init(&all[i]))
			abort();
		for (int k = 0; k <= i; k++)
			buffer_add(&all[i], text);
	}
	clobber_stack();
	long got = 0;
	for (int i = 0; i < 3; i++)
		got = (got * 7 + look(&all[i])) & 0xffffffff;
	for (int i = 3; i-- > 0;)
		buffer_clear(&all[i]);
	return got;
}

/* Cleared, and made again. */
NOINLINE long twice(const char *text)
{
	struct buffer buffer;
	if (buffer_init(&buffer))
		abort();
	buffer_add(&buffer, text);
	long got = look(&buffer);
	buffer_clear(&buffer);
	if (buffer_init(&buffer))
		abort();
	buffer_add(&buffer, text + 1);
	clobber_stack();
	got += look(&buffer);
	buffer_clear(&buffer);
	return got;
}

int main(void)
{
	static const char *const texts[] = {"a", "some text", "one that is longer than the first block"};
	for (int i = 0; i < 3; i++) {
		const char *text = texts[opaque(i)];
		in_global(text);
		clobber_stack();
		printf("%ld %ld %ld\n", in_frame(text, opaque(i + 1)), never_grows(opaque(i)), in_heap(text));
		printf("%ld %ld %ld\n", look(&shared), in_array(text), twice(text));
		buffer_clear(&shared);
	}
	return 0;
}
