// RUN: %exec %s
// setjmp in the function that allocates, and longjmp out of a callee while the object is alive and kept (trap 44,
// trap 45).
// HEAP: O1,O2 >= 4
// REFUSED: O1 changed_after_setjmp FunctionUnsafe
#include "program.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf home;
static int *volatile seen;

NOINLINE void leave(int how)
{
	if (how)
		longjmp(home, how);
}

NOINLINE int changed_after_setjmp(int how)
{
	volatile int *count = malloc(4 * sizeof *count);
	if (!count)
		return -1;
	count[how & 3] = 1;
	if (setjmp(home)) {
		int result = count[how & 3];
		free((void *)count);
		return result;
	}
	count[how & 3] = 2;
	leave(how);
	free((void *)count);
	return -2;
}

NOINLINE void keeps_and_leaves(int how)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 4, how);
	seen = numbers;
	leave(how);
	seen = NULL;
	free(numbers);
}

NOINLINE long catches(int how)
{
	if (setjmp(home) == 0) {
		keeps_and_leaves(how);
		return 0;
	}
	clobber_stack();
	long total = sum(seen, 4);
	free(seen);
	seen = NULL;
	return total;
}

int main(void)
{
	printf("%d %d\n", changed_after_setjmp(opaque(1)), changed_after_setjmp(opaque(2)));
	printf("%ld %ld\n", catches(opaque(0)), catches(opaque(5)));
	return 0;
}
