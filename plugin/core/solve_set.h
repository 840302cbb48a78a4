/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* A set of triples with a number each: what the solver has met already. Open addressing, never iterated. */
#ifndef ESCAPE_SOLVE_SET_H
#define ESCAPE_SOLVE_SET_H

#include "escape/arena.h"

#include <stdbool.h>

struct esc_set_entry {
  uint64_t c;
  uint32_t a, b;
  uint32_t value; /* 0: the entry is free */
};

struct esc_set {
  struct esc_set_entry *at;
  uint32_t count, room; /* room is a power of two, or 0 */
};

/* The number of (a, b, c), or 0 when it is not in the set. */
uint32_t esc_set_find(const struct esc_set *set, uint32_t a, uint32_t b, uint64_t c);

/* Adds (a, b, c) with `value`, which is not 0. False, and nothing changed, if it is there already. */
bool esc_set_add(esc_arena *arena, struct esc_set *set, uint32_t a, uint32_t b, uint64_t c, uint32_t value);

/* Gives (a, b, c), which is in the set, another value. */
void esc_set_replace(struct esc_set *set, uint32_t a, uint32_t b, uint64_t c, uint32_t value);

#endif
