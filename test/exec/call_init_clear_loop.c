// RUN: %exec %s
// init and clear in loops: in each round, made in one and cleared in the next, one struct that is used again, and left
// by break, continue and return (trap 27, trap 36).
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct stack {
	int *items;
	int count;
};

HELPER void stack_init(struct stack *stack)
{
	stack->items = calloc(8, sizeof *stack->items);
	if (!stack->items)
		abort();
	stack->count = 0;
}

HELPER void push(struct stack *stack, int item)
{
	stack->items[stack->count++ & 7] += item;
}

HELPER void stack_clear(struct stack *stack)
{
	free(stack->items);
	stack->items = NULL;
}

NOINLINE long each_round(int rounds)
{
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		struct stack stack;
		stack_init(&stack);
		for (int k = 0; k < 3 + i; k++)
			push(&stack, i + k);
		clobber_stack();
		got = (got * 5 + sum(stack.items, 8)) & 0xffffff;
		stack_clear(&stack);
	}
	return got;
}

/* The one before is cleared when the new one is there. */
NOINLINE long previous(int rounds)
{
	struct stack old = {NULL, 0};
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		struct stack now;
		stack_init(&now);
		push(&now, i);
		if (old.items)
			push(&now, old.items[0] * 3);
		clobber_stack();
		got = (got * 5 + sum(now.items, 8) + (old.items ? sum(old.items, 8) : 1)) & 0xffffff;
		stack_clear(&old);
		old = now;
	}
	stack_clear(&old);
	return got;
}

NOINLINE long left_early(int rounds, int stop)
{
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		struct stack stack;
		stack_init(&stack);
		push(&stack, i);
		if (i == stop) {
			got += sum(stack.items, 8);
			stack_clear(&stack);
			if (stop & 1)
				return -got;
			break;
		}
		if (i % 3 == 1) {
			stack_clear(&stack);
			continue;
		}
		push(&stack, 2 * i);
		clobber_stack();
		got = got * 3 + sum(stack.items, 8);
		stack_clear(&stack);
	}
	return got;
}

/* Not cleared in the rounds with an odd number: the next one goes on with it. */
NOINLINE long goes_on(int rounds)
{
	struct stack stack = {NULL, 0};
	long got = 0;
	for (int i = 0; i < rounds; i++) {
		if (!stack.items)
			stack_init(&stack);
		push(&stack, i + 1);
		clobber_stack();
		got = (got * 7 + sum(stack.items, 8)) & 0xffffff;
		if (i % 2 == 0)
			stack_clear(&stack);
	}
	stack_clear(&stack);
	return got;
}

int main(void)
{
	for (int i = 0; i < 7; i++)
		printf("%ld %ld %ld %ld\n", each_round(opaque(i)), previous(opaque(i)), left_early(6, opaque(i)), goes_on(opaque(i)));
	return 0;
}
