/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The plan: the full list of edits for one function, made and checked before the first of them.
 *
 * A free sees some of the function's allocation sites, and perhaps other blocks too. When all that it can see is on the
 * stack it is removed; when none is, it stays; otherwise, and when it is known at run time only where a block is, it
 * gets a guard that asks. The same holds of a realloc, which a slot always needs rewritten. Where a guard cannot be
 * written, the sites in question go back to the heap, which may make other frees mixed: until nothing changes.
 */
#ifndef ESCAPE_PLAN_H
#define ESCAPE_PLAN_H

#include "escape/arena.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where the blocks of a site are. */
enum esc_home {
  ESC_HOME_HEAP,
  ESC_HOME_STACK,
  ESC_HOME_EITHER, /* that is known at run time */
};

/* What the plan must know of one free, or realloc. Sites are numbers below the count handed to esc_plan_make. */
struct esc_plan_free {
  const uint32_t *sites; /* those whose object it may be handed; of a realloc also its own */
  uint32_t count;
  bool foreign;   /* it may also be handed a block that is none of the sites' */
  bool can_guard; /* a guard can be written */
  bool resizes;
};

enum esc_edit_kind {
  ESC_EDIT_SLOT,        /* site `subject` gets a slot */
  ESC_EDIT_REMOVE_FREE, /* free `subject` vanishes */
  ESC_EDIT_GUARD_FREE,  /* free `subject` runs only for blocks that are not in a slot */
  ESC_EDIT_RESIZE,      /* realloc `subject` does what must be done for blocks in a slot */
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
 * Makes the plan. `homes` has the home of each of the `site_count` sites' blocks and is set to HEAP for those that a
 * free forbids; `refused_by` (as many) then gets the number of that free, from 1, and 0 for the others. Slots come
 * first, then frees and reallocs, each in their order. The plan lives in `arena`.
 */
struct esc_plan esc_plan_make(esc_arena *arena, enum esc_home *homes, uint32_t *refused_by, uint32_t site_count,
                              const struct esc_plan_free *frees, uint32_t free_count);

/*
 * True if the plan does what it must: a slot for each site that is not at home on the heap and for no other, and no
 * free or realloc that could be handed a slot. Checked before the first edit; a plan that fails is not carried out.
 */
bool esc_plan_check(esc_arena *arena, const struct esc_plan *plan, const enum esc_home *homes, uint32_t site_count,
                    const struct esc_plan_free *frees, uint32_t free_count);

#ifdef __cplusplus
}
#endif
#endif
