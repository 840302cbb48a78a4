/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Three objects that point to each other and die together. */
#include "demo.h"
#include <stdlib.h>

struct node {
  struct node *next, *previous;
  long value;
};

static struct node *node(long value) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    abort();
  n->value = value;
  return n;
}

static long around(long round) {
  struct node *a = node(round), *b = node(round + 1), *c = node(round + 2);
  a->next = b, b->next = c, c->next = a;
  a->previous = c, b->previous = a, c->previous = b;
  struct node *at = a;
  long sum = 0;
  for (long i = 0; i < 5 + round % 3; i++) {
    sum += at->value * (i + 1);
    at = (round >> i) & 1 ? at->next : at->previous;
  }
  free(c);
  free(b);
  free(a);
  return sum;
}

long example(long rounds) {
  long sum = 0;
  for (long i = 0; i < rounds; i++)
    sum += around(i);
  return sum;
}
