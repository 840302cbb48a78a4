/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What the question costs where the answer is always no: every object is larger than its slot. */
#include "demo.h"
#include <stdlib.h>

/* The compiler must not know. */
static volatile size_t least = 40;

static long touch(size_t count, long round) {
  long *numbers = malloc(count * sizeof *numbers);
  if (!numbers)
    abort();
  numbers[0] = round;
  numbers[count - 1] = round + 1;
  long value = numbers[(size_t)round % 2 ? 0 : count - 1];
  free(numbers);
  return value;
}

long example(long rounds) {
  long sum = 0;
  for (long i = 0; i < rounds; i++)
    sum += touch(least + (size_t)(i % 16), i);
  return sum;
}
