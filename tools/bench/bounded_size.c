/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* A buffer whose size is not constant, but cannot be more than 64 elements. */
#include "demo.h"
#include <stdlib.h>

static long sum_of_squares(size_t count, long round) {
  if (count > 64)
    return 0;
  long *squares = malloc(count * sizeof *squares);
  if (!squares)
    abort();
  for (size_t i = 0; i < count; i++)
    squares[i] = (long)i * (round + (long)i);
  long value = 0;
  for (size_t i = count; i-- > 0;)
    value ^= squares[(i * 7 + (size_t)round) % count];
  free(squares);
  return value;
}

long example(long rounds) {
  long sum = 0;
  for (long i = 0; i < rounds; i++)
    sum += sum_of_squares((size_t)(1 + i % 16), i);
  return sum;
}
