/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Runs the example that it is linked with: PROGRAM ROUNDS [REPEATS] prints the sum that the example computes, and the
 * time of a round in nanoseconds, the best of all repeats.
 */
#include "demo.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long count_letters(const char *text) { return (long)strlen(text); }

const struct printer letter_counter = {count_letters};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

int main(int argc, char **argv) {
  long rounds = argc > 1 ? atol(argv[1]) : 1000, repeats = argc > 2 ? atol(argv[2]) : 1, sum = 0;
  double best = 0;
  for (long i = 0; i < repeats; i++) {
    double start = now();
    sum = example(rounds);
    double time = (now() - start) / (double)(rounds ? rounds : 1);
    if (i == 0 || time < best)
      best = time;
  }
  printf("%ld %.3f\n", sum, best);
  return 0;
}
