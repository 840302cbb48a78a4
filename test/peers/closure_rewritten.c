// RUN: %exec %s
// CLASS: a closure and the variables that it captures have different homes
// WHOSE: Go #59680, #7714; Swift closures; .NET delegates (trap 2, 11)
// A closure in C: a function and an environment. The environment is shared by two closures, of which one outlives the
// function; what calls them looks into the other, but only the environment goes on from there.
// REFUSED: O1 counter EscapesToCall
// PROMOTED: O1 counter 1
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

struct environment {
	int count, step;
};

struct closure {
	int (*call)(struct environment *);
	struct environment *environment;
};

static int increase(struct environment *environment)
{
	return environment->count += environment->step;
}

static int decrease(struct environment *environment)
{
	return environment->count -= environment->step;
}

HELPER int apply(const struct closure *closure)
{
	return closure->call(closure->environment);
}

NOINLINE struct closure counter(int start, int step)
{
	struct environment *environment = malloc(sizeof *environment);
	*environment = (struct environment){start, step};
	struct closure *down = malloc(sizeof *down), up = {increase, environment};
	*down = (struct closure){decrease, environment};
	apply(&up);
	apply(down);
	apply(&up);
	free(down);
	return up;
}

int main(void)
{
	struct closure first = counter(opaque(10), 3), second = counter(opaque(100), 7);
	clobber_stack();
	int a = apply(&first), b = apply(&second), c = apply(&first);
	printf("%d %d %d\n", a, b, c);
	free(first.environment);
	free(second.environment);
	return 0;
}
