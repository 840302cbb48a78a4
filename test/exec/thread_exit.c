// RUN: %exec %s
// A callee ends the thread while the object is alive and kept elsewhere: the frame goes, the free is never reached
// (trap 44, trap 64).
// LINK: -lpthread
// HEAP: O1,O2 >= 2
// REFUSED: O1 work EscapesToGlobal
#include "program.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static int *result;

NOINLINE void finish_early(int value)
{
	if (value > 10)
		pthread_exit(NULL);
}

NOINLINE void *work(void *argument)
{
	int *numbers = malloc(9 * sizeof *numbers);
	if (!numbers)
		abort();
	fill(numbers, 9, *(int *)argument);
	result = numbers;
	finish_early(numbers[8]);
	result = NULL;
	free(numbers);
	return NULL;
}

int main(void)
{
	for (int i = 0; i < 2; i++) {
		int first = opaque(i * 20 - 18);
		pthread_t thread;
		if (pthread_create(&thread, NULL, work, &first))
			return 2;
		pthread_join(thread, NULL);
		printf("%ld\n", result ? sum(result, 9) : -1);
		free(result);
	}
	return 0;
}
