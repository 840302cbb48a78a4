/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "solve_set.h"

static uint32_t slot_of(const struct esc_set *set, uint32_t a, uint32_t b, uint64_t c) {
  uint64_t hash = (((uint64_t)a << 32) | b) * UINT64_C(0x9E3779B97F4A7C15);
  hash = (hash ^ (hash >> 29) ^ c) * UINT64_C(0xBF58476D1CE4E5B9);
  uint32_t i = (uint32_t)(hash >> 32) & (set->room - 1);
  while (set->at[i].value && (set->at[i].a != a || set->at[i].b != b || set->at[i].c != c))
    i = (i + 1) & (set->room - 1);
  return i;
}

uint32_t esc_set_find(const struct esc_set *set, uint32_t a, uint32_t b, uint64_t c) {
  return set->room ? set->at[slot_of(set, a, b, c)].value : 0;
}

static void grow(esc_arena *arena, struct esc_set *set) {
  struct esc_set old = *set;
  set->room = old.room ? old.room * 2 : 64;
  set->at = esc_arena_alloc(arena, set->room * sizeof *set->at);
  for (uint32_t i = 0; i < old.room; i++)
    if (old.at[i].value)
      set->at[slot_of(set, old.at[i].a, old.at[i].b, old.at[i].c)] = old.at[i];
}

bool esc_set_add(esc_arena *arena, struct esc_set *set, uint32_t a, uint32_t b, uint64_t c, uint32_t value) {
  if (set->count * 2 >= set->room)
    grow(arena, set);
  uint32_t i = slot_of(set, a, b, c);
  if (set->at[i].value)
    return false;
  set->at[i] = (struct esc_set_entry){c, a, b, value};
  set->count++;
  return true;
}

void esc_set_replace(struct esc_set *set, uint32_t a, uint32_t b, uint64_t c, uint32_t value) {
  set->at[slot_of(set, a, b, c)].value = value;
}
