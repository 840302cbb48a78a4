// RUN: %exec %s
// CLASS: the destructor runs in another thread, after the function has returned
// WHOSE: Swift #76995, #76960 (trap 20, 64)
// The release only puts the object in a queue; who empties it reads the object once more and frees it.
// LINK: -lpthread
// REFUSED: O1 use EscapesToGlobal
#include "../exec/program.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct object {
	int values[6];
	void (*destroy)(struct object *);
	struct object *next;
};

static struct object *queue;
static long remembered;

static void destroy(struct object *object)
{
	remembered = remembered * 1000 + sum(object->values, 6);
	free(object);
}

HELPER void release(struct object *object)
{
	object->next = queue;
	queue = object;
}

NOINLINE long use(int first)
{
	struct object *object = malloc(sizeof *object);
	fill(object->values, 6, first);
	object->destroy = destroy;
	long total = sum(object->values, 6);
	release(object);
	return total;
}

static void *executor(void *unused)
{
	while (queue) {
		struct object *object = queue;
		queue = object->next;
		object->destroy(object);
	}
	return unused;
}

int main(void)
{
	long first = use(opaque(3)), second = use(opaque(8));
	clobber_stack();
	pthread_t thread;
	if (pthread_create(&thread, NULL, executor, NULL))
		abort();
	pthread_join(thread, NULL);
	printf("%ld %ld %ld\n", first, second, remembered);
	return 0;
}
