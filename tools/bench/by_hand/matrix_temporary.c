/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The same with a local array for the temporary. */
#include "demo.h"
#include <string.h>

enum { MOST = 5 };

static void multiply(double *into, const double *by, size_t n) {
  double product[MOST * MOST];
  memset(product, 0, n * n * sizeof *product);
  for (size_t row = 0; row < n; row++)
    for (size_t column = 0; column < n; column++)
      for (size_t i = 0; i < n; i++)
        product[row * n + column] += into[row * n + i] * by[i * n + column];
  memcpy(into, product, n * n * sizeof *into);
}

long example(long rounds) {
  double sum = 0;
  for (long round = 0; round < rounds; round++) {
    double a[MOST * MOST], b[MOST * MOST];
    size_t n = 2 + (size_t)round % (MOST - 1);
    for (size_t i = 0; i < n * n; i++) {
      a[i] = (double)((round + (long)i) % 5);
      b[i] = a[i] + 1;
    }
    multiply(a, b, n);
    sum += a[(size_t)round % (n * n)];
  }
  return (long)sum;
}
