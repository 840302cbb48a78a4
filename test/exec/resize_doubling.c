// RUN: %exec %s
// Buffers that double: from NULL and from malloc, out of the slot and further; reallocs that fail leave the old block,
// which is used and freed; what points inside is moved by the difference (trap 22, trap 118).
// PROMOTED: O1,O2 from_null >= 1
// PROMOTED: O1,O2 from_malloc >= 1
// PROMOTED: O1,O2 fails 2
// HEAP: O1,O2 <= 169
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE long from_null(int count)
{
	int *numbers = NULL;
	size_t capacity = 0;
	for (int i = 0; i < count; i++) {
		if ((size_t)i == capacity) {
			capacity = capacity ? 2 * capacity : 4;
			int *moved = realloc(numbers, capacity * sizeof *numbers);
			if (!moved) {
				free(numbers);
				return -1;
			}
			numbers = moved;
		}
		numbers[i] = i * 3 + 1;
	}
	long total = sum(numbers, count);
	free(numbers);
	return total;
}

NOINLINE long from_malloc(int count, size_t capacity)
{
	int *numbers = malloc(capacity * sizeof *numbers);
	if (!numbers)
		return -1;
	for (int i = 0; i < count; i++) {
		if ((size_t)i == capacity) {
			int *moved = realloc(numbers, (capacity *= 2) * sizeof *numbers);
			if (!moved)
				abort();
			numbers = moved;
		}
		numbers[i] = i ^ 5;
	}
	long total = sum(numbers, count);
	free(numbers);
	return total;
}

/* With a pointer to the end, which is moved by the difference of the blocks. */
NOINLINE long by_difference(int count, size_t capacity)
{
	int *numbers = malloc(capacity * sizeof *numbers);
	if (!numbers)
		return -1;
	int *end = numbers; /* points inside, and moves with the block */
	for (int i = 0; i < count; i++) {
		if (end == numbers + capacity) {
			capacity *= 2;
			ptrdiff_t used = end - numbers;
			int *moved = realloc(numbers, capacity * sizeof *numbers);
			if (!moved)
				abort();
			numbers = moved;
			end = numbers + used;
		}
		*end++ = i ^ 5;
	}
	long total = sum(numbers, (int)(end - numbers));
	free(numbers);
	return total;
}

/* A realloc that fails, from the slot and from the heap; the block is as it was, and still in use. */
NOINLINE long fails(size_t n, size_t huge)
{
	unsigned char *block = malloc(n);
	if (!block)
		return -1;
	memset(block, 9, n);
	unsigned char *moved = realloc(block, huge);
	long got = moved ? -2 : 2;
	if (!moved)
		moved = block;
	moved[n - 1] = 4;
	got = got * 1000 + moved[0] * 10 + moved[n - 1];
	free(moved);
	return got;
}

/* The same in a loop, with the block kept through failures. */
NOINLINE long fails_in_a_loop(int rounds, size_t huge)
{
	unsigned char *block = NULL;
	size_t size = 0;
	long failures = 0;
	for (int i = 0; i < rounds; i++) {
		size_t wanted = i % 3 == 2 ? huge : size + 40;
		unsigned char *moved = realloc(block, wanted);
		if (!moved) {
			failures++;
			if (size && block[size - 1] != (unsigned char)(i - 1))
				return -7;
			block[0]++;
			continue;
		}
		block = moved;
		for (size_t at = size; at < wanted; at++)
			block[at] = (unsigned char)i;
		size = wanted;
		block[size - 1] = (unsigned char)i;
	}
	long got = failures * 1000 + block[0] + block[size / 2];
	free(block);
	return got;
}

int main(void)
{
	size_t huge = SIZE_MAX / 2 - (size_t)opaque(0);
	static const int counts[] = {0, 1, 4, 5, 32, 33, 64, 65, 66, 128, 129, 4000};
	for (unsigned i = 0; i < sizeof counts / sizeof *counts; i++) {
		int count = opaque(counts[i]);
		printf("%d: %ld %ld %ld", count, from_null(count), from_malloc(count, 1), from_malloc(count, 64));
		printf(" %ld %ld\n", by_difference(count, 1), by_difference(count, 64));
		clobber_stack();
	}
	printf("%ld %ld %ld %ld\n", fails(1, huge), fails(256, huge), fails(257, huge), fails(5000, huge));
	for (int rounds = 1; rounds < 24; rounds += 5)
		printf("%ld\n", fails_in_a_loop(opaque(rounds), huge));
	return 0;
}
