/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The object is handed to a function: to one that is known at run time only, and to one of the C library. */
#include "demo.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long through_pointer(const struct printer *to) {
  char *text = malloc(6);
  if (!text)
    abort();
  long count = to->print(memcpy(text, "hello", 6));
  free(text);
  return count;
}

static long through_varargs(char *line, size_t size) {
  char *text = malloc(6);
  if (!text)
    abort();
  int count = snprintf(line, size, "%s world", (char *)memcpy(text, "hello", 6));
  free(text);
  return count;
}

long example(long rounds) {
  char line[32];
  long sum = 0;
  for (long i = 0; i < rounds; i++)
    sum += through_pointer(&letter_counter) + through_varargs(line, sizeof line);
  return sum;
}
