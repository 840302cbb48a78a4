// RUN: %exec %s
// Sizes that no heap can give must still fail: a product that overflows is not the small size it wraps to (trap 27,
// trap 28).
// CFLAGS: -Wno-alloc-size-larger-than -Wno-unknown-warning-option
#include "program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

HELPER int use(int *numbers)
{
	if (!numbers)
		return 0;
	fill(numbers, 2, 5);
	return (int)sum(numbers, 2);
}

NOINLINE int wrapped_product(void)
{
	int *numbers = calloc(SIZE_MAX / 4 + 5, 4);
	int result = use(numbers);
	free(numbers);
	return result;
}

NOINLINE int run_time_product(size_t count)
{
	int *numbers = calloc(count, 16);
	int result = use(numbers);
	free(numbers);
	return result;
}

NOINLINE int run_time_size(size_t size)
{
	int *numbers = malloc(size);
	int result = use(numbers);
	free(numbers);
	return result;
}

int main(void)
{
	printf("%d\n", wrapped_product());
	printf("%d %d\n", run_time_product((size_t)opaque(2)), run_time_product(SIZE_MAX / 16 + 2 + (size_t)opaque(0)));
	printf("%d %d\n", run_time_size((size_t)opaque(8)), run_time_size(SIZE_MAX - (size_t)opaque(1)));
	return 0;
}
