// RUN: %exec %s
// CLASS: a frame that is larger than the stack of a thread
// WHOSE: Flang #56018, #192932; Rust RFC #1808; tpp-mlir #438; TinyGo (256 bytes where stacks are small) (trap 48, 55)
// Sixty blocks of 1000 bytes alive together in a thread with a stack of 48 KB. The heap has room for them.
// REFUSED: O1 all_at_once FrameBudget
// LINK: -lpthread
#include "../exec/program.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define FIVE(X, N) X(N##0) X(N##1) X(N##2) X(N##3) X(N##4)
#define SIXTY(X) FIVE(X, 0) FIVE(X, 1) FIVE(X, 2) FIVE(X, 3) FIVE(X, 4) FIVE(X, 5) FIVE(X, 6) FIVE(X, 7) FIVE(X, 8) \
	FIVE(X, 9) FIVE(X, 10) FIVE(X, 11)
#define MAKE(N) \
	int *block##N = malloc(1000); \
	fill(block##N, 250, 1##N);
#define USE(N) total = (total * 3 + sum(block##N, 250)) % 1000003;
#define DROP(N) free(block##N);

NOINLINE long all_at_once(void)
{
	long total = 0;
	SIXTY(MAKE)
	SIXTY(USE)
	SIXTY(DROP)
	return total;
}

static void *run(void *result)
{
	*(long *)result = all_at_once();
	return result;
}

int main(void)
{
	long result = 0;
	pthread_attr_t small;
	pthread_t thread;
	if (pthread_attr_init(&small) || pthread_attr_setstacksize(&small, 48 << 10))
		abort();
	if (pthread_create(&thread, &small, run, &result))
		abort();
	pthread_join(thread, NULL);
	pthread_attr_destroy(&small);
	printf("%ld\n", result);
	return 0;
}
