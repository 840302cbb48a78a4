// RUN: %exec %s
// CLASS: an allocation that must fail is said to have succeeded
// WHOSE: LLVM PR #69474 (trap 29)
// aligned_alloc with an alignment that no library can give returns NULL. A slot does not, and neither does a folded
// comparison.
// REFUSED: O1 fails BadAlignment
// REFUSED: O1 varies BadAlignment
// CFLAGS: -Wno-non-power-of-two-alignment -Wno-builtin-assume-aligned-alignment
#include "../exec/program.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE int fails(int first)
{
	int *numbers = aligned_alloc(SIZE_MAX / 2 + 3, 16);
	int failed = numbers == NULL;
	if (numbers)
		fill(numbers, 4, first);
	free(numbers);
	return failed;
}

NOINLINE int varies(size_t alignment, int first)
{
	int *numbers = aligned_alloc(alignment, 64);
	if (!numbers)
		return -1;
	fill(numbers, 16, first);
	int result = ((uintptr_t)numbers & (alignment - 1)) == 0 ? (int)sum(numbers, 16) : -2;
	free(numbers);
	return result;
}

int main(void)
{
	printf("%d %d %d\n", fails(opaque(1)), varies((size_t)opaque(16), 2), varies((size_t)opaque(64), 3));
	return 0;
}
