// RUN: %exec %s
// __builtin_setjmp returns twice as setjmp does, though no attribute says so: the heap keeps what was stored before the
// jump, a slot that becomes registers does not (trap 45, trap 100).
// LEVELS: O0,O1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

static void *buffer[5];

NOINLINE void jump(void)
{
	__builtin_longjmp(buffer, 1);
}

NOINLINE int stored_before_jump(int at)
{
	int *numbers = malloc(16 * sizeof *numbers);
	for (int i = 0; i < 16; i++)
		numbers[i] = 1;
	if (__builtin_setjmp(buffer)) {
		int result = numbers[at];
		free(numbers);
		return result;
	}
	numbers[at] = 2;
	jump();
	free(numbers);
	return 0;
}

int main(void)
{
	printf("%d\n", stored_before_jump(opaque(1)));
	return 0;
}
