// RUN: %exec %s
// A helper that frees only its own scratch memory does not free ours; one that frees a member of a struct does, and
// leaves the struct (trap 17, trap 19).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct holder {
	int *data;
	int count;
};

HELPER long through_scratch(const int *from, int count)
{
	int *scratch = malloc((size_t)count * sizeof *scratch);
	if (!scratch)
		return -1;
	for (int i = 0; i < count; i++)
		scratch[count - 1 - i] = from[i] * i;
	long total = sum(scratch, count);
	free(scratch);
	return total;
}

HELPER void clear(struct holder *holder)
{
	free(holder->data);
	holder->data = NULL;
	holder->count = 0;
}

NOINLINE long first_case(int first)
{
	int *numbers = malloc(6 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 6, first);
	long total = through_scratch(numbers, 6) + numbers[opaque(5)];
	free(numbers);
	return total;
}

NOINLINE long second_case(int first)
{
	struct holder *holder = malloc(sizeof *holder);
	if (!holder)
		return -1;
	holder->count = 6;
	holder->data = malloc(6 * sizeof *holder->data);
	if (!holder->data)
		abort();
	fill(holder->data, 6, first);
	long total = sum(holder->data, holder->count);
	clear(holder);
	total = total * 10 + holder->count + (holder->data == NULL);
	free(holder);
	return total;
}

int main(void)
{
	printf("%ld %ld\n", first_case(opaque(2)), second_case(opaque(2)));
	return 0;
}
