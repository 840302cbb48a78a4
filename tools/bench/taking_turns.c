/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* An array that grows as std::vector's does: the new block is there before the old one is freed. */
#include "demo.h"
#include <stdlib.h>
#include <string.h>

long example(long rounds) {
  long sum = 0;
  for (long round = 0; round < rounds; round++) {
    size_t count = 0, room = 1, wanted = 3 + (size_t)round % 6;
    long *numbers = malloc(room * sizeof *numbers);
    for (size_t i = 0; numbers && i < wanted; i++) {
      if (count == room) {
        long *larger = malloc(2 * room * sizeof *larger);
        if (!larger)
          abort();
        memcpy(larger, numbers, count * sizeof *larger);
        free(numbers);
        numbers = larger;
        room *= 2;
      }
      numbers[count++] = round + (long)i;
    }
    sum += numbers ? numbers[count / 2] : 0;
    free(numbers);
  }
  return sum;
}
