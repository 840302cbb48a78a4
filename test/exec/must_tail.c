// RUN: %exec %s
// A call that must be a tail call takes the frame away: an object alive there has to stay, one freed before may move
// (trap 51).
// HEAP: O1,O2 >= 1
// REFUSED: O1 alive MustTail
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long digest(const int *from, int count)
{
	volatile int noise[300];
	for (int i = 0; i < 300; i++)
		noise[i] = i;
	long total = 0;
	for (int i = 0; i < count; i++)
		total = total * 3 + from[i] + noise[i];
	return total;
}

NOINLINE long alive(const int *given, int count)
{
	int *numbers = malloc(12 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 12, given[0] + count);
	__attribute__((musttail)) return digest(numbers, 12);
}

NOINLINE long freed_before(const int *given, int count)
{
	int *numbers = malloc(12 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 12, given[0]);
	count += (int)sum(numbers, 12) & 1;
	free(numbers);
	__attribute__((musttail)) return digest(given, count);
}

int main(void)
{
	int given[] = {opaque(3), 2, 1};
	printf("%ld %ld\n", alive(given, opaque(2)), freed_before(given, opaque(2)));
	return 0;
}
