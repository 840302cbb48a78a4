/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Carries out a plan. Nothing is decided here. In order, so that every edit finds the values it speaks of:
 *
 *  1. a slot in the entry block for each promoted site;
 *  2. promises that no longer hold are taken back: `tail` on every call of the function, since a slot may be reachable
 *     from any of them (LangRef, "call": the callee of a `tail` call may not access the allocas of the caller), and
 *     what is said of accesses because each instance was fresh memory;
 *  3. calls that a model says keep nothing are told so to LLVM, or a slot would look captured and cost tail recursion;
 *  4. frees vanish or get their guards, while their operands still name the old calls;
 *  5. each site gives way to its slot: lifetime begins, zeroes or a string are written where the call was.
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

/* Whether a slot serves several instances. */
static bool is_used_again(const struct esc_ir *ir) {
  for (uint32_t i = 0; i < ir->sites.count; i++)
    if (ir->sites.at[i].slot && esc_llvm_in_cycle(ir->run, ir->sites.at[i].call))
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

void esc_ir_apply(struct esc_ir *ir) {
  const struct esc_plan *plan = &ir->plan;
  for (uint32_t e = 0; e < plan->count; e++)
    if (plan->at[e].kind == ESC_EDIT_SLOT)
      esc_ir_add_slot(ir, &ir->sites.at[plan->at[e].subject]);
  take_back_promises(ir);
  mark_uncaptured(ir);
  struct esc_set origins = {0};
  for (uint32_t e = 0; e < plan->count; e++) {
    const struct esc_edit *edit = &plan->at[e];
    if (edit->kind == ESC_EDIT_REMOVE_FREE)
      esc_ir_remove_free(ir, &ir->events.at[edit->subject]);
    else if (edit->kind == ESC_EDIT_GUARD_FREE)
      esc_ir_guard_free(ir, &ir->events.at[edit->subject], &origins);
  }
  for (uint32_t e = 0; e < plan->count; e++)
    if (plan->at[e].kind == ESC_EDIT_SLOT)
      esc_ir_replace_site(ir, &ir->sites.at[plan->at[e].subject]);
  if (ir->options->checked)
    esc_ir_leave_handles(ir);
}
