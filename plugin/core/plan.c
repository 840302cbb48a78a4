/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/plan.h"

struct seen {
  bool promoted, other;
};

static struct seen look(const struct esc_plan_free *free, const bool *promoted) {
  struct seen seen = {false, free->foreign};
  for (uint32_t i = 0; i < free->count; i++)
    *(promoted[free->sites[i]] ? &seen.promoted : &seen.other) = true;
  return seen;
}

/* One round over the frees; true if a site went back to the heap. */
static bool refuse(bool *promoted, const struct esc_plan_free *frees, uint32_t free_count) {
  bool any = false;
  for (uint32_t f = 0; f < free_count; f++) {
    struct seen seen = look(&frees[f], promoted);
    if (!seen.promoted || !seen.other || frees[f].can_guard)
      continue;
    for (uint32_t i = 0; i < frees[f].count; i++)
      promoted[frees[f].sites[i]] = false;
    any = true;
  }
  return any;
}

struct esc_plan esc_plan_make(esc_arena *arena, bool *promoted, uint32_t site_count, const struct esc_plan_free *frees,
                              uint32_t free_count) {
  while (refuse(promoted, frees, free_count)) {
  }
  ESC_VEC(struct esc_edit) edits = {0};
  for (uint32_t s = 0; s < site_count; s++)
    if (promoted[s])
      esc_vec_push(arena, &edits, (struct esc_edit){ESC_EDIT_SLOT, s});
  for (uint32_t f = 0; f < free_count; f++) {
    struct seen seen = look(&frees[f], promoted);
    if (seen.promoted)
      esc_vec_push(arena, &edits, (struct esc_edit){seen.other ? ESC_EDIT_GUARD_FREE : ESC_EDIT_REMOVE_FREE, f});
  }
  return (struct esc_plan){edits.at, edits.count};
}

static uint32_t count_edits(const struct esc_plan *plan, enum esc_edit_kind kind, uint32_t subject) {
  uint32_t count = 0;
  for (uint32_t e = 0; e < plan->count; e++)
    count += plan->at[e].kind == kind && plan->at[e].subject == subject;
  return count;
}

bool esc_plan_check(const struct esc_plan *plan, const bool *promoted, uint32_t site_count,
                    const struct esc_plan_free *frees, uint32_t free_count) {
  uint32_t expected = 0;
  for (uint32_t s = 0; s < site_count; s++) {
    expected += promoted[s];
    if (count_edits(plan, ESC_EDIT_SLOT, s) != promoted[s])
      return false;
  }
  for (uint32_t f = 0; f < free_count; f++) {
    struct seen seen = look(&frees[f], promoted);
    uint32_t removed = count_edits(plan, ESC_EDIT_REMOVE_FREE, f), guarded = count_edits(plan, ESC_EDIT_GUARD_FREE, f);
    bool mixed = seen.promoted && seen.other;
    if (removed != (seen.promoted && !mixed) || guarded != mixed || (mixed && !frees[f].can_guard))
      return false;
    expected += seen.promoted;
  }
  return plan->count == expected;
}
