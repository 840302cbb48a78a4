// RUN: %exec %s
// A struct that contains the pointer is passed by value: the callee keeps the contents of its copy (trap 2, trap 58).
// HEAP: O1,O2 == 2
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

struct job {
	int *data;
	long padding[4];
	int count;
};

struct small {
	int *data;
	long count;
};

static struct job last_job;
static int *last_data;

NOINLINE void submit(struct job job)
{
	last_job = job;
}

NOINLINE void submit_small(struct small small)
{
	last_data = small.data;
}

NOINLINE void prepare(int first)
{
	struct job job = {malloc(5 * sizeof(int)), {1, 2, 3, 4}, 5};
	struct small small = {malloc(5 * sizeof(int)), 5};
	if (!job.data || !small.data)
		abort();
	fill(job.data, 5, first);
	fill(small.data, 5, -first);
	submit(job);
	submit_small(small);
}

int main(void)
{
	prepare(opaque(8));
	clobber_stack();
	printf("%ld %ld\n", sum(last_job.data, last_job.count), sum(last_data, 5));
	free(last_job.data);
	free(last_data);
	return 0;
}
