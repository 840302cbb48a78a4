// RUN: %exec %s
// A callee stores the pointer into another local of ours and a later call reads through that: no store in between may
// be lost (section 8, attributes; trap 2, trap 50).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct cursor {
	int *at;
	int left;
};

NOINLINE void open_cursor(struct cursor *cursor, int *numbers, int count)
{
	cursor->at = numbers;
	cursor->left = count;
}

NOINLINE int next(struct cursor *cursor)
{
	if (cursor->left == 0)
		return -1;
	cursor->left--;
	return *cursor->at++;
}

NOINLINE int drain(struct cursor *cursor)
{
	int mix = 0;
	while (cursor->left)
		mix = mix * 7 % 100003 + next(cursor);
	return mix;
}

NOINLINE int read_all(int first)
{
	struct cursor cursor;
	int *numbers = malloc(6 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 6, first);
	open_cursor(&cursor, numbers, 6);
	numbers[0] = first + 40;
	int mix = next(&cursor);
	numbers[1] = mix + 1;
	numbers[5] = 9;
	mix += next(&cursor) * 100 + drain(&cursor);
	free(numbers);
	return mix;
}

int main(void)
{
	printf("%d %d\n", read_all(opaque(1)), read_all(opaque(5)));
	return 0;
}
