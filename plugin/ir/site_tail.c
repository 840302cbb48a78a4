/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Would a slot cost a tail call that recursion lives on? `even` calls `odd` calls `even`, a million times, in one
 * frame: code generation can do that only where the call is marked `tail`, and LLVM marks none behind which an alloca
 * of the frame may still be reached, which it takes to be so as soon as its address was stored or handed to a call that
 * may keep it. So a slot that looks like that to LLVM is refused in a function with such a call, as is one that the
 * call itself is handed.
 */
#include "ir.h"

static LLVMValueRef next_real(LLVMValueRef inst) {
  LLVMValueRef next = LLVMGetNextInstruction(inst);
  while (next && (esc_ir_is_intrinsic(next, "llvm.dbg.") || esc_ir_is_intrinsic(next, "llvm.lifetime.") ||
                  LLVMIsABitCastInst(next)))
    next = LLVMGetNextInstruction(next);
  return next;
}

static bool is_recursive_tail_call(struct esc_ir *ir, LLVMValueRef inst) {
  if (!LLVMIsACallInst(inst) || LLVMGetTailCallKind(inst) != LLVMTailCallKindTail)
    return false;
  LLVMValueRef next = next_real(inst);
  return next && (LLVMIsAReturnInst(next) || LLVMIsABranchInst(next)) && esc_ir_may_come_back(ir, inst);
}

static bool may_be(const struct esc_ir *ir, LLVMValueRef value, const struct esc_ir_site *site) {
  esc_vertex vertex = esc_ir_vertex_of(ir, value);
  return vertex && esc_solution_points_to(ir->solution, vertex, site->object);
}

static bool is_told_not_to_capture(const struct esc_ir *ir, LLVMValueRef call, unsigned arg) {
  for (uint32_t i = 0; i < ir->uncaptured.count; i++)
    if (ir->uncaptured.at[i].call == call && ir->uncaptured.at[i].arg == arg)
      return true;
  return !(esc_llvm_argument(call, arg) & (ESC_LLVM_ARG_CAPTURES | ESC_LLVM_ARG_RETURNS));
}

/* The site's own value becomes its slot and nothing else: a comparison with null folds, and its free vanishes. */
static bool becomes_the_slot(LLVMValueRef value, const struct esc_ir_site *site) {
  return !site->partly && esc_ir_strip(value) == site->call;
}

static bool looks_captured_by_call(const struct esc_ir *ir, LLVMValueRef call, const struct esc_ir_site *site) {
  if (esc_ir_is_intrinsic(call, "llvm."))
    return false;
  struct esc_ir_allocator allocator;
  bool frees = esc_ir_find_allocator(ir->run, call, &allocator) && allocator.role == ESC_IR_FREE;
  unsigned count = LLVMGetNumArgOperands(call);
  for (unsigned i = 0; i < count; i++) {
    LLVMValueRef argument = LLVMGetOperand(call, i);
    bool vanishes = frees && (int)i == allocator.pointer && becomes_the_slot(argument, site);
    if (!vanishes && may_be(ir, argument, site) && !is_told_not_to_capture(ir, call, i))
      return true;
  }
  return false;
}

/* As LLVM sees it: the address goes where it is not followed. That is any comparison too, of a pointer that may be null
 * because it may be one from the heap. */
static bool looks_captured_by(const struct esc_ir *ir, LLVMValueRef inst, const struct esc_ir_site *site) {
  if (LLVMIsALoadInst(inst) || LLVMIsAGetElementPtrInst(inst) || LLVMIsAPHINode(inst) || LLVMIsASelectInst(inst) ||
      LLVMIsABitCastInst(inst) || LLVMIsAAddrSpaceCastInst(inst))
    return false;
  if (LLVMIsAStoreInst(inst))
    return may_be(ir, LLVMGetOperand(inst, 0), site);
  if (esc_ir_is_call(inst))
    return looks_captured_by_call(ir, inst, site);
  int count = LLVMGetNumOperands(inst);
  for (int i = 0; i < count; i++) {
    LLVMValueRef value = LLVMGetOperand(inst, (unsigned)i);
    bool folds = LLVMIsAICmpInst(inst) && LLVMIsNull(LLVMGetOperand(inst, 1)) && becomes_the_slot(value, site);
    if (!folds && may_be(ir, value, site))
      return true;
  }
  return false;
}

static bool is_handed_to(const struct esc_ir *ir, LLVMValueRef call, const struct esc_ir_site *site) {
  unsigned count = LLVMGetNumArgOperands(call);
  for (unsigned i = 0; i < count; i++)
    if (may_be(ir, LLVMGetOperand(call, i), site))
      return true;
  return false;
}

/* A copy of a callee gets the address, to compare with it. */
static bool is_freed_below(const struct esc_ir *ir, const struct esc_ir_site *site) {
  for (uint32_t i = 0; i < ir->events.count; i++)
    if (ir->events.at[i].context && ir->events.at[i].kind == ESC_IR_FREED &&
        esc_ir_event_touches(ir, &ir->events.at[i], site))
      return true;
  return false;
}

bool esc_ir_costs_a_tail_call(struct esc_ir *ir, const struct esc_ir_site *site) {
  if (!esc_ir_is_recursive(ir))
    return false;
  bool any = false, captured = site->context || is_freed_below(ir, site);
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(ir->function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      bool tail = is_recursive_tail_call(ir, i);
      if (tail && is_handed_to(ir, i, site))
        return true;
      any |= tail;
      captured |= looks_captured_by(ir, i, site);
    }
  return any && captured;
}
