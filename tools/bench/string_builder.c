/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* A string that is put together piece by piece in a buffer that doubles: most stay short. */
#include "demo.h"
#include <stdlib.h>

struct builder {
  char *at;
  size_t count, room;
};

static inline void append(struct builder *b, char c) {
  if (b->count == b->room) {
    b->room = b->room ? 2 * b->room : 16;
    char *larger = realloc(b->at, b->room);
    if (!larger)
      abort();
    b->at = larger;
  }
  b->at[b->count++] = c;
}

long example(long rounds) {
  long sum = 0;
  for (long round = 0; round < rounds; round++) {
    struct builder b = {NULL, 0, 0};
    for (long left = round % 90 * 7919; left >= 0; left -= 9973)
      for (const char *word = "item, "; *word; word++)
        append(&b, *word);
    for (size_t i = 0; i < b.count; i += 5)
      sum += b.at[i];
    free(b.at);
  }
  return sum;
}
