/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Sites in callees: objects of constructors that the function's frame could hold (caller-stack), and objects that
 * callees free. Copies of the callees then take the slot from the caller, or leave out the free (rewrite_clone.c).
 *
 * A slot in the function's frame serves a site in a callee if each run of the call in the function runs the site once
 * at the most: no loop and no recursion on the way to it (for loops around the call in the function itself the proof of
 * one live instance is asked as for any site). And the call must not be handed an older instance, since the callee may
 * use that when the new one is in the slot already.
 */
#include "ir.h"

#include <string.h>

/* The value that a parameter of a context's body has, and whose body that one is from. */
static LLVMValueRef passed(const struct esc_ir *ir, uint32_t *context, LLVMValueRef value) {
  while (*context && LLVMIsAArgument(value) && !ir->contexts.at[*context].recursive &&
         !ir->contexts.at[*context].called_back) {
    const struct esc_ir_context *one = &ir->contexts.at[*context];
    value = LLVMGetOperand(one->call, esc_llvm_parameter_number(value));
    *context = one->parent;
  }
  return value;
}

static uint64_t cut(uint64_t value, LLVMValueRef like) {
  unsigned width = LLVMGetIntTypeWidth(LLVMTypeOf(like));
  return width >= 64 ? value : value & ((UINT64_C(1) << width) - 1);
}

static bool compute(LLVMValueRef inst, uint64_t a, uint64_t b, uint64_t *result) {
  switch (LLVMGetInstructionOpcode(inst)) {
  case LLVMAdd:
    *result = a + b;
    break;
  case LLVMSub:
    *result = a - b;
    break;
  case LLVMMul:
    *result = a * b;
    break;
  case LLVMAnd:
    *result = a & b;
    break;
  case LLVMOr:
    *result = a | b;
    break;
  case LLVMShl:
    if (b >= LLVMGetIntTypeWidth(LLVMTypeOf(inst)))
      return false;
    *result = a << b;
    break;
  default:
    return false;
  }
  *result = cut(*result, inst);
  return true;
}

static bool is_word(LLVMValueRef value) {
  LLVMTypeRef type = LLVMTypeOf(value);
  return LLVMGetTypeKind(type) == LLVMIntegerTypeKind && LLVMGetIntTypeWidth(type) <= 64;
}

static bool constant_in(const struct esc_ir *ir, uint32_t context, LLVMValueRef value, unsigned depth,
                        uint64_t *constant) {
  enum { DEEPEST = 8 };
  value = passed(ir, &context, value);
  if (!is_word(value) || depth > DEEPEST)
    return false;
  if (LLVMIsAConstantInt(value)) {
    *constant = LLVMConstIntGetZExtValue(value);
    return true;
  }
  if (LLVMIsABinaryOperator(value)) {
    uint64_t a = 0, b = 0;
    return constant_in(ir, context, LLVMGetOperand(value, 0), depth + 1, &a) &&
           constant_in(ir, context, LLVMGetOperand(value, 1), depth + 1, &b) && compute(value, a, b, constant);
  }
  if (LLVMIsAZExtInst(value) || LLVMIsATruncInst(value) || LLVMIsAFreezeInst(value)) {
    if (!constant_in(ir, context, LLVMGetOperand(value, 0), depth + 1, constant))
      return false;
    *constant = cut(*constant, value);
    return true;
  }
  if (LLVMIsASExtInst(value)) {
    LLVMValueRef narrow = LLVMGetOperand(value, 0);
    if (!constant_in(ir, context, narrow, depth + 1, constant))
      return false;
    uint64_t sign = UINT64_C(1) << (LLVMGetIntTypeWidth(LLVMTypeOf(narrow)) - 1);
    *constant = cut((*constant ^ sign) - sign, value);
    return true;
  }
  return false;
}

bool esc_ir_constant_in(const struct esc_ir *ir, uint32_t context, LLVMValueRef value, uint64_t *constant) {
  return constant_in(ir, context, value, 0, constant);
}

/* The call that makes the new instance is handed an older one, or memory that holds one. */
bool esc_ir_is_handed_itself(struct esc_ir *ir, const struct esc_ir_site *site) {
  return esc_ir_is_handed(ir, 0, site->at, esc_ir_find_holders(ir, site->object));
}

bool esc_ir_runs_once(struct esc_ir *ir, const struct esc_ir_site *site) {
  return !site->context || !(esc_ir_runs_again(ir, site->context) || esc_llvm_in_cycle(ir->run, site->call));
}

enum esc_reason esc_ir_check_nested(struct esc_ir *ir, struct esc_ir_site *site) {
  if (!site->context)
    return ESC_REASON_NONE;
  if (site->allocator.role != ESC_IR_ALLOCATE && site->allocator.role != ESC_IR_COPY_STRING)
    return ESC_REASON_RESIZES;
  if (esc_ir_annotations(ir->module, ir->contexts.at[site->context].function) & ESC_IR_WANTS_HEAP)
    return ESC_REASON_OPTED_OUT;
  return esc_ir_runs_once(ir, site) ? ESC_REASON_NONE : ESC_REASON_MULTIPLE_INSTANCES;
}

/* Adds what copies of the context and its callers take, if they are not counted yet. */
static uint64_t size_of_copies(struct esc_ir *ir, uint32_t context, bool count) {
  uint64_t size = 0;
  for (; context && !ir->contexts.at[context].counted; context = ir->contexts.at[context].parent) {
    size += ir->contexts.at[context].size;
    ir->contexts.at[context].counted = count;
  }
  return size;
}

static bool touches(const struct esc_ir *ir, const struct esc_ir_event *event, const struct esc_ir_site *site) {
  return event->context && event->kind == ESC_IR_FREED && esc_ir_event_touches(ir, event, site);
}

struct copies {
  uint64_t size;
  bool possible;
};

/* The copies without which the object could not move: those that create it, those that free it, and those of bodies
 * that may be replaced, of which anything that is known of the graph may depend. */
static struct copies look_at_copies(struct esc_ir *ir, const struct esc_ir_site *site, bool count) {
  struct copies all = {size_of_copies(ir, site->context, count), !esc_ir_is_fixed(ir, site->context)};
  for (uint32_t i = 0; i < ir->events.count; i++)
    if (touches(ir, &ir->events.at[i], site)) {
      all.size += size_of_copies(ir, ir->events.at[i].context, count);
      all.possible &= !esc_ir_is_fixed(ir, ir->events.at[i].context);
    }
  for (uint32_t c = 1; c < ir->contexts.count; c++)
    if (ir->contexts.at[c].inexact) {
      all.size += size_of_copies(ir, c, count);
      all.possible &= !esc_ir_is_fixed(ir, c);
    }
  return all;
}

enum esc_reason esc_ir_check_copies(struct esc_ir *ir, struct esc_ir_site *site) {
  if (ir->contexts.count == 1)
    return ESC_REASON_NONE;
  esc_ir_spend(ir, ir->events.count + ir->contexts.count);
  struct copies all = look_at_copies(ir, site, false);
  if (!all.possible) {
    site->reason_name = "a function of which no copy can be made";
    return ESC_REASON_FREED_ELSEWHERE;
  }
  if (all.size > *esc_ir_growth_left(ir)) {
    site->reason_number = *esc_ir_growth_left(ir);
    return ESC_REASON_CODE_GROWTH;
  }
  all = look_at_copies(ir, site, true);
  *esc_ir_growth_left(ir) -= all.size;
  ir->growth += all.size;
  return ESC_REASON_NONE;
}
