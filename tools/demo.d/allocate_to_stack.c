/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The object is used inside its function only. */
#include "demo.h"
#include <stdlib.h>

static long allocate_to_stack(long round) {
  int *temp = malloc(20 * sizeof *temp);
  if (!temp)
    abort();
  for (int i = 0; i < 20; i++)
    temp[i] = i + (int)round;
  long value = temp[round % 20];
  free(temp);
  return value;
}

long example(long rounds) {
  long sum = 0;
  for (long i = 0; i < rounds; i++)
    sum += allocate_to_stack(i);
  return sum;
}
