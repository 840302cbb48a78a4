/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * From verdicts to the plan: which objects the frame has room for, and what the frees and reallocs that see them must
 * do. Policy decides about room (core/policy.c), the plan about frees (core/plan.c); here is what they must know.
 */
#include "ir.h"

#include "escape/policy.h"

#include <string.h>

static enum esc_reason check_options(const struct esc_ir *ir, struct esc_ir_site *site) {
  if (*ir->options->only && strcmp(ir->options->only, LLVMGetValueName(ir->function)) != 0) {
    site->reason_name = "-escape-only";
    return ESC_REASON_POLICY;
  }
  LLVMTypeRef type = LLVMTypeOf(site->call);
  if (ir->options->hardened && !esc_ir_is_in_bounds(ir, site))
    return ESC_REASON_NOT_IN_BOUNDS;
  if (ir->options->checked && LLVMGetTypeKind(type) == LLVMPointerTypeKind && LLVMGetPointerAddressSpace(type) != 0) {
    site->reason_name = "-escape-checked";
    return ESC_REASON_POLICY;
  }
  return ESC_REASON_NONE;
}

/* Which sites run while an object is in the slot of one. */
struct alive {
  struct esc_ir *ir;
  const struct esc_ir_site *site;
  const uint32_t *number; /* by site: its number among the candidates, from 1 */
  bool *row;
};

static void mark_sites(struct alive *alive, LLVMValueRef inst) {
  const struct esc_ir_site *other = NULL;
  while ((other = esc_ir_site_below(alive->ir, inst, other)))
    if (alive->number[other - alive->ir->sites.at])
      alive->row[alive->number[other - alive->ir->sites.at] - 1] = true;
}

static enum esc_ir_turn look_for_sites(void *data, LLVMValueRef inst) {
  struct alive *alive = data;
  if (!esc_ir_is_call(inst))
    return ESC_IR_GO_ON;
  /* Where the rewrite ends the slot's lifetime. An older instance may be in one that is used in turns, and the result
   * of a realloc in another slot. */
  if (!alive->site->in_turn && !esc_ir_replaces_a_block(alive->site) &&
      esc_ir_surely_frees(alive->ir, inst, alive->site))
    return ESC_IR_TURN_BACK;
  mark_sites(alive, inst);
  return ESC_IR_GO_ON;
}

struct candidates {
  struct esc_ir *ir;
  struct esc_candidate *at;
  uint32_t *site, *number; /* by candidate; by site, from 1 */
  uint32_t count, walked;
};

/* By candidate: whether its slot is taken while candidate `index` is alive. NULL: not known. */
static const bool *overlaps_of(void *data, uint32_t index) {
  enum { MOST_WALKED = 64 }; /* who has more objects than that has no room for them anyway */
  struct candidates *all = data;
  struct esc_ir *ir = all->ir;
  const struct esc_ir_site *site = &ir->sites.at[all->site[index]];
  if (ir->options->no_lifetime || ir->options->keep_uaf_traps || all->walked++ >= MOST_WALKED)
    return NULL;
  bool *row = esc_arena_alloc(ir->arena, all->count);
  struct alive alive = {ir, site, all->number, row};
  (void)esc_ir_gave_up(ir);
  if (site->context) /* one call makes several objects */
    mark_sites(&alive, site->at);
  (void)esc_ir_walk(ir, site->at, &(struct esc_ir_walk){&alive, look_for_sites, NULL});
  return esc_ir_gave_up(ir) ? NULL : row;
}

static struct candidates find_candidates(struct esc_ir *ir) {
  size_t room = ir->sites.count + 1;
  struct candidates all = {.ir = ir,
                           .at = esc_arena_alloc(ir->arena, room * sizeof *all.at),
                           .site = esc_arena_alloc(ir->arena, room * sizeof *all.site),
                           .number = esc_arena_alloc(ir->arena, room * sizeof *all.number)};
  LLVMBasicBlockRef block = NULL; /* one answer for all sites of a block, all of which is looked at for it */
  bool cold = false;
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    struct esc_ir_site *site = &ir->sites.at[i];
    if (site->reason == ESC_REASON_NONE)
      site->reason = check_options(ir, site);
    if (site->reason != ESC_REASON_NONE || !site->capacity)
      continue;
    if (block != LLVMGetInstructionParent(site->at)) {
      block = LLVMGetInstructionParent(site->at);
      cold = !ir->options->cold && esc_llvm_is_cold(ir->run, site->at);
    }
    all.at[all.count] = (struct esc_candidate){.bytes = site->capacity,
                                               .alignment = site->alignment,
                                               .frequency = esc_llvm_frequency(ir->run, site->at),
                                               .cold = cold};
    all.site[all.count] = i;
    all.number[i] = ++all.count;
  }
  return all;
}

static void admit(struct esc_ir *ir, uint64_t *left) {
  struct candidates all = find_candidates(ir);
  if (!all.count)
    return;
  uint64_t around = esc_ir_bytes_around(ir);
  struct esc_frame frame = {.warn_size = esc_llvm_frame_limit(ir->function),
                            .recursive = esc_ir_is_recursive(ir),
                            .small = esc_llvm_is_small(ir->function),
                            .chain_left = around < ir->options->chain_budget ? ir->options->chain_budget - around : 0};
  esc_policy_admit(ir->arena, ir->options, &frame, all.at, all.count, overlaps_of, &all);
  ir->frame_used = frame.used;
  for (uint32_t c = 0; c < all.count; c++) {
    struct esc_ir_site *site = &ir->sites.at[all.site[c]];
    site->reason = all.at[c].reason;
    site->reason_number = all.at[c].number;
    if (site->reason == ESC_REASON_NONE && *left == 0) {
      site->reason_name = "-escape-limit";
      site->reason = ESC_REASON_POLICY;
    }
    if (site->reason == ESC_REASON_NONE) {
      --*left;
      site->home = site->partly ? ESC_HOME_EITHER : ESC_HOME_STACK;
    } else if (esc_ir_replaces_a_block(site)) {
      site->reason = ESC_REASON_NONE; /* it can still serve the slots of others */
      site->capacity = 0;
    }
  }
}

/* A free looks which of the slots that serve several instances is free again. */
static bool ends_many_turns(const struct esc_ir *ir, const uint32_t *sites, uint32_t count) {
  uint32_t turns = 0;
  for (uint32_t i = 0; i < count; i++)
    turns += ir->sites.at[sites[i]].in_turn && ir->sites.at[sites[i]].home != ESC_HOME_HEAP;
  return turns > ESC_IR_MOST_COMPARED;
}

/* What the plan must know of a free, or of a realloc, which also sees a slot of its own. */
static struct esc_plan_free look_at_free(struct esc_ir *ir, const struct esc_ir_event *event) {
  ESC_VEC(uint32_t) sites = {0};
  bool foreign = false, resizes = event->kind == ESC_IR_RESIZED, can_resize = true;
  for (esc_fact f = event->pointer ? esc_solution_first(ir->solution, event->pointer) : 0; f;
       f = esc_solution_next(ir->solution, f)) {
    const struct esc_ir_site *site = esc_ir_site_of(ir, esc_solution_fact(ir->solution, f).object);
    if (site)
      esc_vec_push(ir->arena, &sites, (uint32_t)(site - ir->sites.at));
    else
      foreign = true;
  }
  if (resizes) {
    const struct esc_ir_site *own = esc_ir_site_at(ir, event->inst);
    can_resize = own->reason == ESC_REASON_NONE;
    esc_vec_push(ir->arena, &sites, (uint32_t)(own - ir->sites.at));
  }
  bool can_guard = LLVMIsACallInst(event->inst) && !ir->options->no_guards && can_resize &&
                   !ends_many_turns(ir, sites.at, sites.count);
  if (event->context) /* compared with each slot, in a copy */
    can_guard &= sites.count <= ESC_IR_MOST_COMPARED;
  else
    can_guard = can_guard && esc_ir_can_make_origin(ir, event->operand, !esc_ir_is_recursive(ir));
  return (struct esc_plan_free){sites.at, sites.count, foreign, can_guard, resizes};
}

/* Frees and reallocs as the plan sees them, numbered as the events are. realloc(NULL, n) is an allocation. */
static struct esc_plan_free *look_at_frees(struct esc_ir *ir) {
  struct esc_plan_free *frees = esc_arena_alloc(ir->arena, (ir->events.count + 1) * sizeof *frees);
  for (uint32_t i = 0; i < ir->events.count; i++) {
    const struct esc_ir_event *event = &ir->events.at[i];
    const struct esc_ir_site *resize = event->kind == ESC_IR_RESIZED ? esc_ir_site_at(ir, event->inst) : NULL;
    if (event->kind == ESC_IR_FREED || (resize && esc_ir_replaces_a_block(resize)))
      frees[i] = look_at_free(ir, event);
  }
  return frees;
}

/* Why a free, or realloc, sent the site back to the heap. */
static enum esc_reason reason_of_refusal(struct esc_ir *ir, struct esc_ir_site *site, uint32_t refused_by) {
  const struct esc_ir_event *event = refused_by ? &ir->events.at[refused_by - 1] : NULL;
  if (event && event->kind == ESC_IR_RESIZED) {
    site->reason_name =
        esc_arena_format(ir->arena, "'%s'", esc_llvm_display_name(ir->run, LLVMGetCalledValue(event->inst)));
    return site->call == event->inst ? ESC_REASON_RESIZES : ESC_REASON_RESIZED;
  }
  return ir->options->no_guards || !esc_ir_is_recursive(ir) ? ESC_REASON_SHARED_FREE : ESC_REASON_GUARD_IN_RECURSION;
}

/* A realloc without a slot of its own has its part in the plan only if it may see another's. */
static bool is_served(const struct esc_ir *ir, const struct esc_ir_site *site) {
  for (uint32_t e = 0; e < ir->plan.count; e++)
    if (ir->plan.at[e].kind == ESC_EDIT_RESIZE && ir->events.at[ir->plan.at[e].subject].inst == site->call)
      return true;
  return false;
}

static void note_frame(struct esc_ir *ir) {
  uint64_t bytes = 0;
  for (uint32_t i = 0; i < ir->sites.count; i++)
    if (ir->sites.at[i].home != ESC_HOME_HEAP)
      bytes += ir->sites.at[i].capacity;
  if (bytes)
    esc_ir_use_frame(ir, bytes < ir->frame_used ? bytes : ir->frame_used);
}

void esc_ir_make_plan(struct esc_ir *ir, uint64_t *left) {
  admit(ir, left);
  enum esc_home *homes = esc_arena_alloc(ir->arena, (ir->sites.count + 1) * sizeof *homes);
  uint32_t *refused_by = esc_arena_alloc(ir->arena, (ir->sites.count + 1) * sizeof *refused_by);
  bool any = false;
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    homes[i] = ir->sites.at[i].home;
    any |= homes[i] != ESC_HOME_HEAP;
  }
  if (any) {
    struct esc_plan_free *frees = look_at_frees(ir);
    ir->plan = esc_plan_make(ir->arena, homes, refused_by, ir->sites.count, frees, ir->events.count);
    if (!esc_plan_check(ir->arena, &ir->plan, homes, ir->sites.count, frees, ir->events.count)) {
      ir->plan.count = 0;
      memset(homes, 0, ir->sites.count * sizeof *homes);
    }
  }
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    struct esc_ir_site *site = &ir->sites.at[i];
    site->home = homes[i];
    if (site->reason != ESC_REASON_NONE || homes[i] != ESC_HOME_HEAP)
      continue;
    if (site->capacity && refused_by[i])
      site->reason = reason_of_refusal(ir, site, refused_by[i]);
    else if (!esc_ir_replaces_a_block(site) || !is_served(ir, site))
      site->reason = esc_ir_replaces_a_block(site) ? ESC_REASON_RESIZES : ESC_REASON_SHARED_FREE;
  }
  note_frame(ir);
}
