/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* A number is cut out of a text and read; the copy is freed at each of several exits. */
#include "demo.h"
#include <stdlib.h>
#include <string.h>

static int read_number(const char *text, size_t length, long *number) {
  char *copy = malloc(24), *end = NULL;
  if (!copy)
    return -1;
  if (length >= 24) {
    free(copy);
    return 1;
  }
  memcpy(copy, text, length);
  copy[length] = '\0';
  *number = strtol(copy, &end, 10);
  if (*end != '\0') {
    free(copy);
    return 2;
  }
  free(copy);
  return 0;
}

long example(long rounds) {
  static const char text[] = "1234567 89x 12 0 555 -17 3141592653589793238462643 8";
  long sum = 0, number = 0;
  size_t start = 0;
  for (long i = 0; i < rounds; i++) {
    size_t length = strcspn(text + start, " ");
    sum += read_number(text + start, length, &number) + number % 1000;
    start = text[start + length] ? start + length + 1 : 0;
  }
  return sum;
}
