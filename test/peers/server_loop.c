// RUN: %exec %s
// CLASS: a function that never returns has no way out on which anything is missing
// WHOSE: Swift #66933, #67082, #67331 (trap 43)
// The worker hands its block to another thread and then waits for ever. On all of its returns, which are none, the
// block was freed.
// LINK: -lpthread
// REFUSED: O1 serve EscapesToGlobal
#include "../exec/program.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int *published;

static _Noreturn void serve(int first)
{
	int *numbers = malloc(8 * sizeof *numbers);
	fill(numbers, 8, first);
	pthread_mutex_lock(&lock);
	published = numbers;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
	for (;;)
		pause();
}

static void *worker(void *argument)
{
	serve(*(int *)argument);
}

int main(void)
{
	int first = opaque(5);
	pthread_t thread;
	if (pthread_create(&thread, NULL, worker, &first))
		abort();
	pthread_mutex_lock(&lock);
	while (!published)
		pthread_cond_wait(&changed, &lock);
	pthread_mutex_unlock(&lock);
	printf("%ld\n", sum(published, 8));
	free(published);
	return 0;
}
