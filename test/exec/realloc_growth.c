// RUN: %exec %s
// A buffer that grows by realloc, starting from a constant size or from NULL; shrinking; contents survive (trap 22).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long grow(int count)
{
	size_t capacity = 4;
	int *numbers = malloc(capacity * sizeof *numbers);
	if (!numbers)
		return -1;
	for (int i = 0; i < count; i++) {
		if ((size_t)i == capacity) {
			capacity *= 2;
			int *moved = realloc(numbers, capacity * sizeof *numbers);
			if (!moved) {
				free(numbers);
				return -1;
			}
			numbers = moved;
		}
		numbers[i] = i * i;
	}
	long total = sum(numbers, count);
	int *smaller = realloc(numbers, 2 * sizeof *numbers);
	if (!smaller)
		abort();
	total = total * 10 + smaller[opaque(1)];
	free(smaller);
	return total;
}

NOINLINE long from_null(int count)
{
	char *text = NULL;
	long mix = 0;
	for (int i = 1; i <= count; i++) {
		char *moved = realloc(text, (size_t)i);
		if (!moved)
			abort();
		text = moved;
		text[i - 1] = (char)i;
		mix = mix * 3 + text[i / 2];
	}
	free(text);
	return mix;
}

NOINLINE int twice(int first)
{
	int *numbers = malloc(8 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 8, first);
	numbers = realloc(numbers, 16 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers + 8, 8, -first);
	numbers = realloc(numbers, 1000 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers + 16, 984, 0);
	int result = (int)sum(numbers, 1000);
	free(numbers);
	return result;
}

int main(void)
{
	printf("%ld %ld %ld\n", grow(opaque(3)), grow(opaque(4)), grow(opaque(1000)));
	printf("%ld %d\n", from_null(opaque(30)), twice(opaque(5)));
	return 0;
}
