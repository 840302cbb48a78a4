// RUN: %exec %s
// Once its free is gone, the last call of a function could become a jump that takes the frame with it: the callee
// reads the buffer after it has filled a frame of its own (trap 50).
// HEAP: O2,O3 <= 0
// PROMOTED: O2 last_call 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

HELPER long digest(const int *from, int count)
{
	int table[256];
	for (int i = 0; i < 256; i++)
		table[i] = 1000000 + i * count;
	long total = 0;
	for (int i = 0; i < count; i++)
		total += table[from[i] & 255] - from[i];
	return total;
}

HELPER void change(int *numbers, int count)
{
	volatile int noise[200];
	for (int i = 0; i < 200; i++)
		noise[i] = i;
	for (int i = 0; i < count; i++)
		numbers[i] += noise[(numbers[i] + count) & 127];
}

NOINLINE long last_call(int first)
{
	int *numbers = malloc(30 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 30, first);
	change(numbers, 30);
	numbers[7] = first * 5;
	long total = digest(numbers, 30);
	free(numbers);
	return total;
}

NOINLINE long not_freed(int first)
{
	int *numbers = malloc(30 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 30, first);
	numbers[first & 15] = 77;
	return digest(numbers, 30);
}

int main(void)
{
	printf("%ld %ld\n", last_call(opaque(2)), not_freed(opaque(3)));
	return 0;
}
