/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Carries out a plan. Nothing is decided here. In order, so that every edit finds the values it speaks of:
 *
 *  1. a slot in the entry block for each promoted site, and before its call whether the result is in it, if that is
 *     known at run time only;
 *  2. promises that no longer hold are taken back: `tail` on every call of the function, since a slot may be reachable
 *     from any of them (LangRef, "call": the callee of a `tail` call may not access the allocas of the caller), and
 *     what is said of accesses because each instance was fresh memory;
 *  3. calls that a model says keep nothing are told so to LLVM, or a slot would look captured and cost tail recursion;
 *  4. frees vanish or get their guards, while their operands still name the old calls;
 *  5. each site gives way to its slot, or to a choice between slot and heap, reallocs among them;
 *  6. calls whose callees create or free objects in slots go to copies of those.
 */
#include "ir.h"

/* A pointer from outside may be that of a slot if the slot's pointer was captured while the object lived (proof B). */
static bool points_to_slot(const struct esc_ir *ir, LLVMValueRef pointer) {
  esc_vertex vertex = esc_ir_vertex_of(ir, pointer);
  for (uint32_t i = 0; vertex && i < ir->sites.count; i++)
    if (ir->sites.at[i].slot && (ir->sites.at[i].proof == ESC_IR_MUST_FREE ||
                                 esc_solution_points_to(ir->solution, vertex, ir->sites.at[i].object)))
      return true;
  return false;
}

static bool accesses_slot(const struct esc_ir *ir, LLVMValueRef inst) {
  if (LLVMIsALoadInst(inst))
    return points_to_slot(ir, LLVMGetOperand(inst, 0));
  if (LLVMIsAStoreInst(inst))
    return points_to_slot(ir, LLVMGetOperand(inst, 1));
  if (LLVMIsAAtomicRMWInst(inst) || LLVMIsAAtomicCmpXchgInst(inst))
    return points_to_slot(ir, LLVMGetOperand(inst, 0));
  return esc_ir_is_call(inst); /* it may reach a slot through what its arguments point to */
}

/* Whether a slot serves several instances; a realloc that leaves a block where it is begins one too. */
static bool is_used_again(const struct esc_ir *ir) {
  for (uint32_t i = 0; i < ir->sites.count; i++)
    if (ir->sites.at[i].slot && (ir->sites.at[i].grows || esc_llvm_in_cycle(ir->run, ir->sites.at[i].at)))
      return true;
  return false;
}

static void take_back_promises(struct esc_ir *ir) {
  bool again = is_used_again(ir);
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(ir->function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
      if (LLVMHasMetadata(i) && accesses_slot(ir, i))
        esc_llvm_drop_promises(i, again);
  esc_llvm_clear_tail(ir->function);
}

static void mark_uncaptured(struct esc_ir *ir) {
  for (uint32_t i = 0; i < ir->uncaptured.count; i++) {
    struct esc_ir_uncaptured one = ir->uncaptured.at[i];
    if (points_to_slot(ir, LLVMGetOperand(one.call, one.arg)))
      esc_llvm_mark_not_captured(one.call, one.arg);
  }
}

static bool has_slot(const struct esc_ir *ir, uint32_t edit, struct esc_ir_site **site) {
  *site = ir->plan.at[edit].kind == ESC_EDIT_SLOT ? &ir->sites.at[ir->plan.at[edit].subject] : NULL;
  return *site && !(*site)->context && !esc_ir_replaces_a_block(*site);
}

static struct esc_ir_site *resize_at(const struct esc_ir *ir, uint32_t edit) {
  const struct esc_edit *one = &ir->plan.at[edit];
  return one->kind == ESC_EDIT_RESIZE ? esc_ir_site_at(ir, ir->events.at[one->subject].inst) : NULL;
}

/* Slots, and what is asked before the calls whose result may be in one. */
static void make_slots(struct esc_ir *ir) {
  struct esc_ir_site *site = NULL;
  for (uint32_t e = 0; e < ir->plan.count; e++)
    if (ir->plan.at[e].kind == ESC_EDIT_SLOT)
      esc_ir_add_slot(ir, &ir->sites.at[ir->plan.at[e].subject]);
  for (uint32_t e = 0; e < ir->plan.count; e++)
    if (has_slot(ir, e, &site) && site->partly)
      esc_ir_ask_size(ir, site);
    else if ((site = resize_at(ir, e)))
      esc_ir_announce_resize(ir, site);
}

static void rewrite_frees(struct esc_ir *ir) {
  for (uint32_t e = 0; e < ir->plan.count; e++) {
    const struct esc_edit *edit = &ir->plan.at[e];
    if (edit->kind != ESC_EDIT_SLOT && ir->events.at[edit->subject].context)
      continue; /* rewrite_clone.c */
    if (edit->kind == ESC_EDIT_REMOVE_FREE)
      esc_ir_remove_free(ir, &ir->events.at[edit->subject]);
    else if (edit->kind == ESC_EDIT_GUARD_FREE)
      esc_ir_guard_free(ir, &ir->events.at[edit->subject]);
  }
}

static void rewrite_sites(struct esc_ir *ir) {
  struct esc_ir_site *site = NULL;
  for (uint32_t e = 0; e < ir->plan.count; e++)
    if ((site = resize_at(ir, e)))
      esc_ir_prepare_resize(ir, site);
  for (uint32_t e = 0; e < ir->plan.count; e++)
    if ((site = resize_at(ir, e)))
      esc_ir_replace_resize(ir, site);
    else if (has_slot(ir, e, &site))
      (site->partly ? esc_ir_split_site : esc_ir_replace_site)(ir, site);
}

void esc_ir_apply(struct esc_ir *ir) {
  make_slots(ir);
  take_back_promises(ir);
  mark_uncaptured(ir);
  rewrite_frees(ir);
  rewrite_sites(ir);
  esc_ir_redirect_calls(ir);
  if (ir->options->checked)
    esc_ir_leave_handles(ir);
}
