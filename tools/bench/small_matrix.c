/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The power of a matrix, with a new temporary in each step of a loop: one instance is alive at a time. */
#include "demo.h"
#include <stdlib.h>
#include <string.h>

enum { N = 4 };

static void multiply(long *into, const long *by) {
  long *product = calloc((size_t)N * N, sizeof *product);
  if (!product)
    abort();
  for (int row = 0; row < N; row++)
    for (int column = 0; column < N; column++)
      for (int i = 0; i < N; i++)
        product[row * N + column] += into[row * N + i] * by[i * N + column];
  memcpy(into, product, N * N * sizeof *into);
  free(product);
}

long example(long rounds) {
  long sum = 0;
  for (long round = 0; round < rounds; round++) {
    long base[N * N], power[N * N];
    for (int i = 0; i < N * N; i++)
      base[i] = power[i] = (round + i) % 5;
    for (long step = 0; step < 3; step++)
      multiply(power, base);
    sum += power[round % (N * N)];
  }
  return sum;
}
