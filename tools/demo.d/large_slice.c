/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The object stays in its function, but is too large for a frame. */
#include "demo.h"
#include <stdlib.h>

static long large_slice(long round) {
  int *s = malloc(10000 * sizeof *s);
  if (!s)
    abort();
  for (int i = 0; i < 10000; i++)
    s[i] = i;
  long value = s[round % 10000];
  free(s);
  return value;
}

long example(long rounds) {
  long sum = 0;
  for (long i = 0; i < rounds; i++)
    sum += large_slice(i);
  return sum;
}
