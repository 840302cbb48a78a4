// RUN: %exec %s
// A signal handler reads and writes the object through a global, while the function runs and after it (trap 49).
// HEAP: O1,O2 >= 1
#include "program.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static int *volatile watched;
static volatile sig_atomic_t reports;

static void handler(int number)
{
	(void)number;
	if (watched)
		reports = reports * 10 + ++watched[1];
}

NOINLINE int inside(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	numbers[1] = first;
	watched = numbers;
	raise(SIGUSR1);
	int seen = numbers[1];
	raise(SIGUSR1);
	seen = seen * 10 + numbers[1];
	watched = NULL;
	free(numbers);
	return seen;
}

NOINLINE void outside(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		abort();
	numbers[1] = first;
	watched = numbers;
}

int main(void)
{
	signal(SIGUSR1, handler);
	printf("%d\n", inside(opaque(3)));
	outside(opaque(6));
	clobber_stack();
	raise(SIGUSR1);
	printf("%d %d\n", (int)reports, watched[1]);
	int *numbers = watched;
	watched = NULL;
	free(numbers);
	return 0;
}
