// RUN: %exec %s
// CLASS: a variable that a team shares becomes one of its first member's frame
// WHOSE: LLVM #54654, OpenMPOpt OMP110 and OMP113 (trap 13, 64)
// The first thread makes the block and fills it, all add to it at once, and after the join the first reads it.
// LINK: -lpthread
// REFUSED: O1 region EscapesToCall
#include "../exec/program.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct shared {
	_Atomic long total;
	int values[12];
};

struct member {
	struct shared *shared;
	int id;
};

static void *work(void *argument)
{
	struct member *member = argument;
	for (int i = member->id; i < 12; i += 3)
		member->shared->total += member->shared->values[i];
	return NULL;
}

NOINLINE long region(int first)
{
	struct shared *shared = malloc(sizeof *shared);
	struct member members[3];
	pthread_t threads[3];
	shared->total = 0;
	fill(shared->values, 12, first);
	for (int i = 0; i < 3; i++) {
		members[i] = (struct member){shared, i};
		if (pthread_create(&threads[i], NULL, work, &members[i]))
			abort();
	}
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	long total = shared->total;
	free(shared);
	return total;
}

int main(void)
{
	printf("%ld\n", region(opaque(4)));
	return 0;
}
