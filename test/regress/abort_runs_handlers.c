// RUN: %exec %s
// abort raises SIGABRT, and a handler may jump out of it: what was to be freed behind the abort is alive (trap 43,
// trap 44, trap 90).
#include "../exec/program.h"
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static int *shared;
static jmp_buf before;

static void jump_out(int number)
{
	(void)number;
	longjmp(before, 1);
}

NOINLINE int work(int number)
{
	int *object = malloc(4 * sizeof *object);
	if (!object)
		exit(1);
	object[0] = number;
	shared = object;
	if (number > 0)
		abort();
	int result = shared[0];
	free(object);
	return result;
}

int main(void)
{
	signal(SIGABRT, jump_out);
	if (setjmp(before)) {
		clobber_stack();
		printf("%d\n", *shared);
		return 0;
	}
	return work(opaque(42));
}
