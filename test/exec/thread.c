// RUN: %exec %s
// A thread gets the object: joined before the free, and joined by somebody else after the function has returned
// (trap 13, trap 64).
// LINK: -lpthread
#include "program.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct task {
	int data[8];
	long result;
};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void *run(void *argument)
{
	struct task *task = argument;
	pthread_mutex_lock(&gate);
	task->result = sum(task->data, 8);
	pthread_mutex_unlock(&gate);
	return task;
}

NOINLINE long joined(int first)
{
	struct task *task = malloc(sizeof *task);
	pthread_t thread;
	if (!task)
		return -1;
	fill(task->data, 8, first);
	if (pthread_create(&thread, NULL, run, task))
		abort();
	pthread_join(thread, NULL);
	long result = task->result;
	free(task);
	return result;
}

NOINLINE pthread_t started(int first)
{
	struct task *task = malloc(sizeof *task);
	pthread_t thread;
	if (!task)
		abort();
	fill(task->data, 8, first);
	if (pthread_create(&thread, NULL, run, task))
		abort();
	return thread;
}

int main(void)
{
	printf("%ld\n", joined(opaque(2)));
	pthread_mutex_lock(&gate);
	pthread_t thread = started(opaque(7));
	clobber_stack();
	pthread_mutex_unlock(&gate);
	void *finished;
	pthread_join(thread, &finished);
	printf("%ld\n", ((struct task *)finished)->result);
	free(finished);
	return 0;
}
