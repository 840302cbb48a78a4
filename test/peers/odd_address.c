// RUN: %exec %s
// CLASS: alignment is inferred from a use that is not executed, or not with this pointer
// WHOSE: LLVM #224817, #192012 (trap 53)
// The helper takes an aligned pointer on one way and any pointer on the other; the bytes before the numbers shift them
// to odd addresses.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 shifted 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HELPER long total(const void *from, int count, int aligned)
{
	if (aligned)
		return sum(from, count);
	long result = 0;
	for (int i = 0; i < count; i++) {
		int number;
		memcpy(&number, (const char *)from + (size_t)i * sizeof number, sizeof number);
		result += number;
	}
	return result;
}

NOINLINE long shifted(int shift)
{
	char *bytes = malloc(64);
	memset(bytes, 1, 64);
	int numbers[4];
	fill(numbers, 4, shift);
	memcpy(bytes + shift, numbers, sizeof numbers);
	long result = total(bytes + shift, 4, shift == 0);
	bytes[shift] = (char)shift;
	result = result * 10 + bytes[shift];
	free(bytes);
	return result;
}

int main(void)
{
	for (int i = 0; i < 5; i++)
		printf("%ld\n", shifted(opaque(i)));
	return 0;
}
