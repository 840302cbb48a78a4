// RUN: %exec %s
// A callee keeps the pointer in a static; another keeps what a local struct contains, though it forgets the struct
// (trap 1, trap 2).
// HEAP: O1,O2 == 2
// REFUSED: O1 direct EscapesToGlobal
// REFUSED: O1 contents EscapesToGlobal
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct message {
	int length;
	int *body;
};

static int *remembered, *remembered_body;

NOINLINE void remember(int *numbers)
{
	remembered = numbers;
}

NOINLINE void remember_body(const struct message *message)
{
	remembered_body = message->body;
}

NOINLINE long direct(int first)
{
	int *numbers = malloc(4 * sizeof *numbers);
	if (!numbers)
		return -1;
	fill(numbers, 4, first);
	remember(numbers);
	return sum(numbers, 4);
}

NOINLINE long contents(int first)
{
	struct message message = {4, malloc(4 * sizeof(int))};
	if (!message.body)
		return -1;
	fill(message.body, 4, first);
	remember_body(&message);
	return message.length;
}

int main(void)
{
	long total = direct(opaque(5)) + contents(opaque(7));
	clobber_stack();
	printf("%ld %ld %ld\n", total, sum(remembered, 4), sum(remembered_body, 4));
	free(remembered);
	free(remembered_body);
	return 0;
}
