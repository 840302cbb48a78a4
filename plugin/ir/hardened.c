/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * -escape-hardened: only objects move whose every access is proved to lie within them and within their lifetime, so
 * that no overflow of a heap object becomes one of the stack.
 *
 * LLVM's stack safety analysis can say that, but of allocas only. So everything is promoted in copies of the functions
 * first, the copies' slots are judged all at once, since the analysis looks through calls, and the copies are deleted.
 * Then the functions themselves have their turn; a site whose slot was not found safe, or had none, stays on the heap.
 */
#include "ir.h"

void esc_ir_try(struct esc_ir *ir, struct esc_ir_trial *trial) {
  if (ir->plan.count)
    esc_ir_apply(ir);
  esc_llvm_finish(ir->run, ir->function, false);
  trial->copy = ir->function;
  trial->count = ir->sites.count;
  trial->slots = esc_arena_alloc(ir->arena, (trial->count + 1) * sizeof *trial->slots);
  for (uint32_t i = 0; i < trial->count; i++)
    trial->slots[i] = ir->sites.at[i].slot;
}

void esc_ir_judge(esc_arena *arena, struct esc_llvm_run *run, struct esc_ir_trial *trials, uint32_t count) {
  struct esc_llvm_safety *safety = esc_llvm_stack_safety(run);
  for (uint32_t t = 0; t < count; t++) {
    trials[t].in_bounds = esc_arena_alloc(arena, trials[t].count + 1);
    for (uint32_t i = 0; i < trials[t].count; i++)
      trials[t].in_bounds[i] = trials[t].slots[i] && esc_llvm_is_safe_slot(safety, trials[t].slots[i]);
  }
  esc_llvm_stack_safety_free(safety);
  for (uint32_t t = 0; t < count; t++)
    esc_llvm_delete_function(run, trials[t].copy);
}

bool esc_ir_is_in_bounds(const struct esc_ir *ir, const struct esc_ir_site *site) {
  const struct esc_ir_trial *trial = ir->trial;
  return trial && trial->count == ir->sites.count && trial->in_bounds[site - ir->sites.at];
}
