/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/plan.h"

/* What a free is to do: nothing new, to vanish, to be guarded. */
static int kind_of(const struct esc_plan_free *free, const enum esc_home *homes) {
  bool stack = false, other = free->foreign;
  for (uint32_t i = 0; i < free->count; i++) {
    stack |= homes[free->sites[i]] != ESC_HOME_HEAP;
    other |= homes[free->sites[i]] != ESC_HOME_STACK;
  }
  if (!stack)
    return -1;
  if (free->resizes)
    return ESC_EDIT_RESIZE;
  return other ? ESC_EDIT_GUARD_FREE : ESC_EDIT_REMOVE_FREE;
}

/* One round over the frees; true if a site went back to the heap. */
static bool refuse(enum esc_home *homes, uint32_t *refused_by, const struct esc_plan_free *frees, uint32_t free_count) {
  bool any = false;
  for (uint32_t f = 0; f < free_count; f++) {
    int kind = kind_of(&frees[f], homes);
    if (kind < 0 || kind == ESC_EDIT_REMOVE_FREE || frees[f].can_guard)
      continue;
    for (uint32_t i = 0; i < frees[f].count; i++) {
      if (homes[frees[f].sites[i]] != ESC_HOME_HEAP)
        refused_by[frees[f].sites[i]] = f + 1;
      homes[frees[f].sites[i]] = ESC_HOME_HEAP;
    }
    any = true;
  }
  return any;
}

struct esc_plan esc_plan_make(esc_arena *arena, enum esc_home *homes, uint32_t *refused_by, uint32_t site_count,
                              const struct esc_plan_free *frees, uint32_t free_count) {
  for (uint32_t s = 0; s < site_count; s++)
    refused_by[s] = 0;
  while (refuse(homes, refused_by, frees, free_count)) {
  }
  ESC_VEC(struct esc_edit) edits = {0};
  for (uint32_t s = 0; s < site_count; s++)
    if (homes[s] != ESC_HOME_HEAP)
      esc_vec_push(arena, &edits, (struct esc_edit){ESC_EDIT_SLOT, s});
  for (uint32_t f = 0; f < free_count; f++) {
    int kind = kind_of(&frees[f], homes);
    if (kind >= 0)
      esc_vec_push(arena, &edits, (struct esc_edit){(enum esc_edit_kind)kind, f});
  }
  return (struct esc_plan){edits.at, edits.count};
}

bool esc_plan_check(esc_arena *arena, const struct esc_plan *plan, const enum esc_home *homes, uint32_t site_count,
                    const struct esc_plan_free *frees, uint32_t free_count) {
  uint32_t *slots = esc_arena_alloc(arena, (site_count + 1) * sizeof *slots);
  uint32_t *done = esc_arena_alloc(arena, (free_count + 1) * sizeof *done);
  for (uint32_t e = 0; e < plan->count; e++) {
    struct esc_edit edit = plan->at[e];
    bool is_slot = edit.kind == ESC_EDIT_SLOT;
    if (edit.subject >= (is_slot ? site_count : free_count))
      return false;
    if (!is_slot && (int)edit.kind != kind_of(&frees[edit.subject], homes))
      return false;
    ++*(is_slot ? &slots[edit.subject] : &done[edit.subject]);
  }
  for (uint32_t s = 0; s < site_count; s++)
    if (slots[s] != (homes[s] != ESC_HOME_HEAP))
      return false;
  for (uint32_t f = 0; f < free_count; f++) {
    int kind = kind_of(&frees[f], homes);
    if (done[f] != (kind >= 0) || (kind >= 0 && kind != ESC_EDIT_REMOVE_FREE && !frees[f].can_guard))
      return false;
  }
  return true;
}
