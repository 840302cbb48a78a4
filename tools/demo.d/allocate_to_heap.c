/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The same object, but the function returns it. Inlining is off, as with Go's -l: it would move the object to the
 * caller. */
#include "demo.h"
#include <stdlib.h>

__attribute__((noinline)) static int *allocate_to_heap(long round) {
  int *a = malloc(20 * sizeof *a);
  if (!a)
    abort();
  for (int i = 0; i < 20; i++)
    a[i] = i + (int)round;
  return a;
}

long example(long rounds) {
  long sum = 0;
  for (long i = 0; i < rounds; i++) {
    int *a = allocate_to_heap(i);
    sum += a[i % 20];
    free(a);
  }
  return sum;
}
