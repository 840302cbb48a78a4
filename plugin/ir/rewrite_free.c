/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * A free of something that now lives in a slot: it vanishes when nothing else can reach it, and otherwise is skipped
 * when the pointer is that of a slot, which its origin tells (rewrite_origin.c). Null has no slot and goes to free,
 * which does nothing with it.
 */
#include "ir.h"

static bool marks_ends(const struct esc_ir *ir) {
  return !ir->options->no_lifetime && !ir->options->keep_uaf_traps && !ir->options->checked;
}

/*
 * Where the slot's lifetime ends: at a free of the very value that the site returned, and be it on the heap, since its
 * slot serves no other then. Code generation lets slots share memory by where their lifetimes end, and does not know
 * that the free behind a guard is never reached with the slot in use. Not where instances take turns.
 */
static const struct esc_ir_site *ends_at(const struct esc_ir *ir, const struct esc_ir_event *event) {
  const struct esc_ir_site *site = esc_ir_site_at(ir, esc_ir_strip(event->operand));
  return marks_ends(ir) && site && site->slot && !site->in_turn && !esc_ir_replaces_a_block(site) ? site : NULL;
}

void esc_ir_remove_free(struct esc_ir *ir, const struct esc_ir_event *event) {
  if (ir->options->checked)
    esc_ir_check_free(ir, event, NULL);
  const struct esc_ir_site *ended = ends_at(ir, event);
  if (ended)
    esc_llvm_add_lifetime(ended->slot, event->inst, true);
  if (LLVMGetTypeKind(LLVMTypeOf(event->inst)) != LLVMVoidTypeKind)
    LLVMReplaceAllUsesWith(event->inst, LLVMGetPoison(LLVMTypeOf(event->inst)));
  esc_llvm_remove_call(event->inst);
}

void esc_ir_guard_free(struct esc_ir *ir, const struct esc_ir_event *event) {
  LLVMValueRef origin = esc_ir_origin(ir, event->operand, event->inst);
  if (ir->options->checked)
    esc_ir_check_free(ir, event, origin);
  const struct esc_ir_site *ended = ends_at(ir, event);
  if (ended)
    esc_llvm_add_lifetime(ended->slot, event->inst, true);
  LLVMValueRef skipped = esc_llvm_guard_call(event->inst, origin);
  LLVMBuilderRef builder = esc_ir_build_before(ir, skipped);
  esc_ir_vacate(ir, builder, event->operand, event->pointer, NULL);
  LLVMDisposeBuilder(builder);
  const struct esc_ir_site *only = ended ? NULL : esc_ir_only_slot(ir, event->pointer);
  bool begins = only && !(only->context && only->in_turn); /* in a copy of a callee, where no marker can name it */
  if (begins && marks_ends(ir))
    esc_llvm_add_lifetime(only->slot, skipped, true);
}
