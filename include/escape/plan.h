/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The plan: the full list of edits for one function, made and checked before the first of them.
 *
 * A free sees some of the function's allocation sites, and perhaps other blocks too. When all that it can see has moved
 * to the stack it is removed; when none has, it stays; otherwise it gets a guard that asks at run time. Where a guard
 * cannot be written, the sites in question go back to the heap, which may make other frees mixed: until nothing
 * changes.
 */
#ifndef ESCAPE_PLAN_H
#define ESCAPE_PLAN_H

#include "escape/arena.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the plan must know of one free. Sites are numbers below the count handed to esc_plan_make. */
struct esc_plan_free {
  const uint32_t *sites; /* those whose object it may be handed */
  uint32_t count;
  bool foreign;   /* it may also be handed a block that is none of the sites' */
  bool can_guard; /* a guard can be written */
};

enum esc_edit_kind {
  ESC_EDIT_SLOT,        /* site `subject` gets a slot */
  ESC_EDIT_REMOVE_FREE, /* free `subject` vanishes */
  ESC_EDIT_GUARD_FREE,  /* free `subject` runs only for blocks that are not in a slot */
};

struct esc_edit {
  enum esc_edit_kind kind;
  uint32_t subject;
};

struct esc_plan {
  struct esc_edit *at;
  uint32_t count;
};

/*
 * Makes the plan. `promoted` has a flag for each of the `site_count` sites and is lowered for those that a free
 * forbids. Slots come first, then frees, each in their order. The plan lives in `arena`.
 */
struct esc_plan esc_plan_make(esc_arena *arena, bool *promoted, uint32_t site_count, const struct esc_plan_free *frees,
                              uint32_t free_count);

/*
 * True if the plan does what it must: a slot for each promoted site and no other, and no free that could be handed a
 * slot. Checked before the first edit; a plan that fails is not carried out.
 */
bool esc_plan_check(esc_arena *arena, const struct esc_plan *plan, const bool *promoted, uint32_t site_count,
                    const struct esc_plan_free *frees, uint32_t free_count);

#ifdef __cplusplus
}
#endif
#endif
