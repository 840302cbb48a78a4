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

/* What the edits of a plan do to each subject, to compare with what they must. */
struct tally {
  uint32_t slots, removed, guarded;
};

bool esc_plan_check(esc_arena *arena, const struct esc_plan *plan, const bool *promoted, uint32_t site_count,
                    const struct esc_plan_free *frees, uint32_t free_count) {
  uint32_t subjects = site_count > free_count ? site_count : free_count;
  struct tally *done = esc_arena_alloc(arena, (subjects + 1) * sizeof *done);
  for (uint32_t e = 0; e < plan->count; e++) {
    struct esc_edit edit = plan->at[e];
    if (edit.subject >= (edit.kind == ESC_EDIT_SLOT ? site_count : free_count))
      return false;
    if (edit.kind > ESC_EDIT_GUARD_FREE)
      return false;
    struct tally *tally = &done[edit.subject];
    ++*(edit.kind == ESC_EDIT_SLOT          ? &tally->slots
        : edit.kind == ESC_EDIT_REMOVE_FREE ? &tally->removed
                                            : &tally->guarded);
  }
  for (uint32_t s = 0; s < site_count; s++)
    if (done[s].slots != promoted[s])
      return false;
  for (uint32_t f = 0; f < free_count; f++) {
    struct seen seen = look(&frees[f], promoted);
    bool mixed = seen.promoted && seen.other;
    if (done[f].removed != (seen.promoted && !mixed) || done[f].guarded != mixed || (mixed && !frees[f].can_guard))
      return false;
  }
  return true;
}
