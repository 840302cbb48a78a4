/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Walks over the control flow. Each visits a block once and is held to -escape-max-walk blocks, and all walks in a
 * function together to -escape-max-visits instructions and what else their steps spend. */
#include "ir.h"

#include <string.h>

bool esc_ir_is_call(LLVMValueRef value) { return LLVMIsACallInst(value) || LLVMIsAInvokeInst(value); }

bool esc_ir_is_intrinsic(LLVMValueRef inst, const char *prefix) {
  if (!LLVMIsACallInst(inst) || !LLVMIsAFunction(LLVMGetCalledValue(inst)))
    return false;
  size_t length = 0;
  return strncmp(LLVMGetValueName2(LLVMGetCalledValue(inst), &length), prefix, strlen(prefix)) == 0;
}

uint64_t esc_ir_constant(LLVMValueRef value, uint64_t otherwise) {
  return LLVMIsAConstantInt(value) && LLVMGetIntTypeWidth(LLVMTypeOf(value)) <= 64 ? LLVMConstIntGetZExtValue(value)
                                                                                   : otherwise;
}

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

/* A comparison of `value` with null or zero decides the branch at the end of `from`: the side taken when it is zero. */
static LLVMBasicBlockRef zero_side(LLVMValueRef value, LLVMBasicBlockRef from) {
  LLVMValueRef end = LLVMGetBasicBlockTerminator(from);
  if (!LLVMIsABranchInst(end) || !LLVMIsConditional(end) || LLVMGetSuccessor(end, 0) == LLVMGetSuccessor(end, 1))
    return NULL;
  LLVMValueRef condition = LLVMGetCondition(end);
  if (!LLVMIsAICmpInst(condition))
    return NULL;
  LLVMIntPredicate predicate = LLVMGetICmpPredicate(condition);
  if (predicate != LLVMIntEQ && predicate != LLVMIntNE)
    return NULL;
  LLVMValueRef a = LLVMGetOperand(condition, 0), b = LLVMGetOperand(condition, 1);
  bool about = (esc_ir_strip(a) == value && LLVMIsNull(b)) || (esc_ir_strip(b) == value && LLVMIsNull(a));
  return about ? LLVMGetSuccessor(end, predicate == LLVMIntEQ ? 0 : 1) : NULL;
}

bool esc_ir_is_failed_edge(const struct esc_ir_site *site, LLVMBasicBlockRef from, LLVMBasicBlockRef to) {
  LLVMBasicBlockRef zero = zero_side(site->call, from);
  if (!zero)
    return false;
  /* posix_memalign returns zero when it succeeds; all others return null when they fail. */
  return site->allocator.role == ESC_IR_ALLOCATE_OUT ? to != zero : to == zero;
}

/*
 * What walks need of memory, made once for a function: a number for each block, the mark of the last walk that saw it,
 * and the line of blocks to do. `left` is what all walks together may still visit, so that many sites in a function of
 * many blocks cannot take quadratic time.
 */
struct esc_ir_front {
  struct esc_set numbers; /* block -> its number, from 1 */
  uint32_t *mark;         /* by number */
  LLVMBasicBlockRef *todo;
  uint32_t count, walk;
  uint64_t left;
  bool gave_up;
};

static struct esc_ir_front *front_of(struct esc_ir *ir) {
  if (ir->front)
    return ir->front;
  struct esc_ir_front *front = ir->front = esc_arena_alloc(ir->arena, sizeof *front);
  uint32_t blocks = 0;
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(ir->function); b; b = LLVMGetNextBasicBlock(b))
    (void)esc_set_add(ir->arena, &front->numbers, 0, 0, (uint64_t)(uintptr_t)b, ++blocks);
  front->mark = esc_arena_alloc(ir->arena, (blocks + 1) * sizeof *front->mark);
  front->todo = esc_arena_alloc(ir->arena, (blocks + 1) * sizeof(LLVMBasicBlockRef));
  front->left = ir->options->max_visits;
  return front;
}

void esc_ir_spend(struct esc_ir *ir, uint64_t work) {
  struct esc_ir_front *front = front_of(ir);
  front->left -= work < front->left ? work : front->left;
}

static void line_up(struct esc_ir_front *front, LLVMBasicBlockRef block) {
  uint32_t number = esc_set_find(&front->numbers, 0, 0, (uint64_t)(uintptr_t)block);
  if (front->mark[number] == front->walk)
    return;
  front->mark[number] = front->walk;
  front->todo[front->count++] = block;
}

static enum esc_ir_turn leave_block(struct esc_ir_front *front, const struct esc_ir_walk *walk, LLVMBasicBlockRef block,
                                    unsigned successors) {
  LLVMValueRef end = LLVMGetBasicBlockTerminator(block);
  for (unsigned i = 0; i < successors; i++) {
    LLVMBasicBlockRef to = LLVMGetSuccessor(end, i);
    enum esc_ir_turn turn = walk->across ? walk->across(walk->data, block, to) : ESC_IR_GO_ON;
    if (turn == ESC_IR_FOUND)
      return turn;
    if (turn == ESC_IR_GO_ON)
      line_up(front, to);
  }
  return ESC_IR_GO_ON;
}

/* Visits the instructions from `inst` on to the end of its block, and lines up the successors. */
static enum esc_ir_turn walk_block(struct esc_ir_front *front, const struct esc_ir_walk *walk, LLVMBasicBlockRef block,
                                   LLVMValueRef inst) {
  for (; inst; inst = LLVMGetNextInstruction(inst)) {
    if (front->left == 0)
      return ESC_IR_FOUND; /* who asked sees that nothing is left */
    front->left--;
    enum esc_ir_turn turn = walk->at(walk->data, inst);
    if (turn != ESC_IR_GO_ON)
      return turn;
  }
  return leave_block(front, walk, block, LLVMGetNumSuccessors(LLVMGetBasicBlockTerminator(block)));
}

enum esc_ir_walked esc_ir_walk(struct esc_ir *ir, LLVMValueRef start, const struct esc_ir_walk *walk) {
  struct esc_ir_front *front = front_of(ir);
  front->count = 0;
  front->walk++;
  LLVMBasicBlockRef block = LLVMGetInstructionParent(start);
  /* What an invoke allocates exists on its normal edge only, its first successor. A callee that throws may have
   * allocated before. */
  enum esc_ir_turn turn = LLVMIsAInvokeInst(start) ? leave_block(front, walk, block, esc_ir_site_at(ir, start) ? 1 : 2)
                                                   : walk_block(front, walk, block, LLVMGetNextInstruction(start));
  for (uint32_t done = 0; turn != ESC_IR_FOUND && done < front->count; done++) {
    if (done >= ir->options->max_walk || front->left == 0) {
      front->gave_up = true;
      return ESC_IR_WALKED_TO_LIMIT;
    }
    block = front->todo[done];
    turn = walk_block(front, walk, block, LLVMGetFirstInstruction(block));
  }
  if (front->left == 0) {
    front->gave_up = true;
    return ESC_IR_WALKED_TO_LIMIT;
  }
  return turn == ESC_IR_FOUND ? ESC_IR_WALKED_TO_FOUND : ESC_IR_WALKED_ALL;
}

bool esc_ir_gave_up(struct esc_ir *ir) {
  bool gave_up = ir->front && ir->front->gave_up;
  if (gave_up)
    ir->front->gave_up = false;
  return gave_up;
}
