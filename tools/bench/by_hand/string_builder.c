/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What somebody writes who wants no allocation for short strings. */
#include "demo.h"
#include <stdlib.h>
#include <string.h>

enum { SHORT = 256 };

struct builder {
  char *at;
  size_t count, room;
};

static inline void append(struct builder *b, char *own, char c) {
  if (b->count == b->room) {
    b->room *= 2;
    char *larger = b->at == own ? malloc(b->room) : realloc(b->at, b->room);
    if (!larger)
      abort();
    if (b->at == own)
      memcpy(larger, own, b->count);
    b->at = larger;
  }
  b->at[b->count++] = c;
}

long example(long rounds) {
  long sum = 0;
  for (long round = 0; round < rounds; round++) {
    char own[SHORT];
    struct builder b = {own, 0, SHORT};
    for (long left = round % 90 * 7919; left >= 0; left -= 9973)
      for (const char *word = "item, "; *word; word++)
        append(&b, own, *word);
    for (size_t i = 0; i < b.count; i += 5)
      sum += b.at[i];
    if (b.at != own)
      free(b.at);
  }
  return sum;
}
