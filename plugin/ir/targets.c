/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What is called through a pointer: the functions that flow to it, where it can be nothing else, as a callback that is
 * handed down; or those of a constant table. While the graph is not complete these may be too few, so that who follows
 * them has to ask again.
 */
#include "ir.h"

enum { MOST_TARGETS = 16 };

static bool add(struct esc_ir *ir, LLVMValueRef call, LLVMValueRef target, LLVMValueRef *targets, uint32_t *count) {
  /* A copy that a call through a pointer could go to is not made, so a body that may be replaced tells nothing. */
  if (*count == MOST_TARGETS || esc_llvm_body(call, target) != ESC_LLVM_EXACT_BODY || target == ir->function)
    return false;
  for (uint32_t i = 0; i < *count; i++)
    if (targets[i] == target)
      return true;
  targets[(*count)++] = target;
  return true;
}

bool esc_ir_find_targets(struct esc_ir *ir, const struct esc_ir_pending *call, LLVMValueRef **targets,
                         uint32_t *count) {
  LLVMValueRef pointer = LLVMGetCalledValue(call->call);
  *targets = esc_arena_alloc(ir->arena, MOST_TARGETS * sizeof **targets);
  *count = 0;
  LLVMValueRef table[MOST_TARGETS];
  unsigned in_table = esc_llvm_table(pointer, table, MOST_TARGETS);
  for (unsigned i = 0; i < in_table; i++)
    if (!add(ir, call->call, table[i], *targets, count))
      return false;
  if (in_table)
    return true;
  ir->context = call->context;
  esc_vertex vertex = esc_ir_vertex_of(ir, pointer);
  ir->context = 0;
  for (esc_fact f = esc_ir_first_fact(ir, vertex); f; f = esc_solution_next(ir->solution, f)) {
    struct esc_fact_info fact = esc_solution_fact(ir->solution, f);
    uint32_t function = esc_set_find(&ir->function_of, fact.object, 0, 0);
    if (!function || fact.offset != 0 || !add(ir, call->call, ir->functions.at[function - 1], *targets, count))
      return false;
  }
  return vertex != 0;
}
