/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Walks over the control flow. Each visits a block once and is held to -escape-max-walk blocks. */
#include "ir.h"

bool esc_ir_is_call(LLVMValueRef value) { return LLVMIsACallInst(value) || LLVMIsAInvokeInst(value); }

LLVMValueRef esc_ir_strip(LLVMValueRef value) {
  /* Limited, because unreachable code may hold a cast of itself. */
  enum { LONGEST = 32 };
  for (int i = 0; i < LONGEST; i++) {
    if (!LLVMIsAInstruction(value))
      return value;
    switch (LLVMGetInstructionOpcode(value)) {
    case LLVMBitCast:
    case LLVMFreeze:
      value = LLVMGetOperand(value, 0);
      break;
    case LLVMGetElementPtr: {
      int64_t offset = 0;
      if (!esc_llvm_gep_offset(value, &offset) || offset != 0)
        return value;
      value = LLVMGetOperand(value, 0);
      break;
    }
    default:
      return value;
    }
  }
  return value;
}

bool esc_ir_is_null_edge(LLVMValueRef value, LLVMBasicBlockRef from, LLVMBasicBlockRef to) {
  LLVMValueRef end = LLVMGetBasicBlockTerminator(from);
  if (!LLVMIsABranchInst(end) || !LLVMIsConditional(end))
    return false;
  LLVMValueRef condition = LLVMGetCondition(end);
  if (!LLVMIsAICmpInst(condition))
    return false;
  LLVMIntPredicate predicate = LLVMGetICmpPredicate(condition);
  if (predicate != LLVMIntEQ && predicate != LLVMIntNE)
    return false;
  LLVMValueRef a = LLVMGetOperand(condition, 0), b = LLVMGetOperand(condition, 1);
  bool about = (esc_ir_strip(a) == value && LLVMIsNull(b)) || (esc_ir_strip(b) == value && LLVMIsNull(a));
  LLVMBasicBlockRef null_side = LLVMGetSuccessor(end, predicate == LLVMIntEQ ? 0 : 1);
  return about && to == null_side && LLVMGetSuccessor(end, 0) != LLVMGetSuccessor(end, 1);
}

struct front {
  ESC_VEC(LLVMBasicBlockRef) todo;
  struct esc_set seen;
};

static enum esc_ir_turn leave_block(esc_arena *arena, struct front *front, const struct esc_ir_walk *walk,
                                    LLVMBasicBlockRef block, unsigned successors) {
  LLVMValueRef end = LLVMGetBasicBlockTerminator(block);
  for (unsigned i = 0; i < successors; i++) {
    LLVMBasicBlockRef to = LLVMGetSuccessor(end, i);
    enum esc_ir_turn turn = walk->across ? walk->across(walk->data, block, to) : ESC_IR_GO_ON;
    if (turn == ESC_IR_FOUND)
      return turn;
    if (turn == ESC_IR_GO_ON && esc_set_add(arena, &front->seen, 0, 0, (uint64_t)(uintptr_t)to, 1))
      esc_vec_push(arena, &front->todo, to);
  }
  return ESC_IR_GO_ON;
}

/* Visits the instructions from `inst` on to the end of its block, and lines up the successors. */
static enum esc_ir_turn walk_block(esc_arena *arena, struct front *front, const struct esc_ir_walk *walk,
                                   LLVMBasicBlockRef block, LLVMValueRef inst) {
  for (; inst; inst = LLVMGetNextInstruction(inst)) {
    enum esc_ir_turn turn = walk->at(walk->data, inst);
    if (turn != ESC_IR_GO_ON)
      return turn;
  }
  return leave_block(arena, front, walk, block, LLVMGetNumSuccessors(LLVMGetBasicBlockTerminator(block)));
}

enum esc_ir_walked esc_ir_walk(const struct esc_ir *ir, LLVMValueRef start, const struct esc_ir_walk *walk) {
  struct front front = {{0}, {0}};
  LLVMBasicBlockRef block = LLVMGetInstructionParent(start);
  /* What begins with an invoke exists on its normal edge only, which is its first successor. */
  enum esc_ir_turn turn = LLVMIsAInvokeInst(start)
                              ? leave_block(ir->arena, &front, walk, block, 1)
                              : walk_block(ir->arena, &front, walk, block, LLVMGetNextInstruction(start));
  for (uint32_t done = 0; turn != ESC_IR_FOUND && done < front.todo.count; done++) {
    if (done >= ir->options->max_walk)
      return ESC_IR_WALKED_TO_LIMIT;
    block = front.todo.at[done];
    turn = walk_block(ir->arena, &front, walk, block, LLVMGetFirstInstruction(block));
  }
  return turn == ESC_IR_FOUND ? ESC_IR_WALKED_TO_FOUND : ESC_IR_WALKED_ALL;
}
