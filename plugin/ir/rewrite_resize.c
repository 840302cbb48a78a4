/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * A realloc that may be handed a block in a slot, or null, for which it has a slot of its own:
 *
 *     %r = realloc(%p, %n)        if (%p == null && %n <= K && !busy)   %r = slot of its own
 *                                 else if (%p in a slot && 0 < %n <= K) %r = %p
 *                                 else if (%p in a slot && %n == 0)     %r = null
 *                                 else if (%p in a slot)                %r = malloc(%n), and K bytes copied
 *                                 else                                  %r = realloc(%p, %n)
 *
 * Programs move their interior pointers by %r - %p, so a block that fits stays where it is. K bytes are copied whatever
 * the block's size was: all slots that can be meant have K, and what the program never wrote has no value. A move that
 * fails leaves the block as it was. realloc(p, 0) frees p here; where it does not, or that is not known, the site was
 * refused unless %n cannot be 0.
 *
 * Whether %r is in a slot is known before: %fits. Origins of other pointers, and this one's own around a loop, depend
 * on it, so it is announced first as the freeze of a value that is filled in when all of them exist.
 */
#include "ir.h"

static LLVMValueRef pointer_of(const struct esc_ir_site *site) {
  return LLVMGetOperand(site->call, (unsigned)site->allocator.pointer);
}

void esc_ir_announce_resize(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMBuilderRef builder = esc_ir_build_before(ir, site->call);
  site->fits = LLVMBuildFreeze(builder, LLVMGetPoison(esc_ir_bit_type(ir)), "fits");
  LLVMDisposeBuilder(builder);
}

void esc_ir_prepare_resize(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMValueRef in_slot = esc_ir_origin(ir, pointer_of(site), site->fits);
  LLVMBuilderRef builder = esc_ir_build_before(ir, site->fits);
  LLVMValueRef overflow = NULL;
  struct esc_ir_resize *resize = &site->resize;
  resize->vertex = esc_ir_vertex_of(ir, pointer_of(site));
  site->bytes = esc_ir_build_size(ir, builder, site, &overflow);
  LLVMTypeRef word = LLVMTypeOf(site->bytes);
  LLVMValueRef fits = LLVMBuildICmp(builder, LLVMIntULE, site->bytes, LLVMConstInt(word, site->resize.capacity, 0), "");
  LLVMValueRef some = LLVMBuildICmp(builder, LLVMIntNE, site->bytes, LLVMConstNull(word), "");
  resize->moves = in_slot;
  resize->ends = LLVMBuildAnd(builder, in_slot, LLVMBuildNot(builder, some, ""), "");
  resize->stays = LLVMBuildAnd(builder, in_slot, LLVMBuildAnd(builder, fits, some, ""), "");
  LLVMValueRef any = resize->stays;
  if (site->slot) {
    resize->begins = LLVMBuildAnd(builder, LLVMBuildIsNull(builder, pointer_of(site), ""), fits, "");
    if (site->busy) {
      LLVMValueRef busy = LLVMBuildLoad2(builder, esc_ir_bit_type(ir), site->busy, "");
      resize->begins = LLVMBuildAnd(builder, resize->begins, LLVMBuildNot(builder, busy, ""), "");
    }
    any = LLVMBuildOr(builder, any, resize->begins, "");
  }
  LLVMSetOperand(site->fits, 0, any);
  LLVMDisposeBuilder(builder);
}

/* What is freed, or moved, leaves its slot: `when` as for esc_ir_vacate. */
static void leave(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site, LLVMValueRef when) {
  if (ir->options->checked)
    esc_ir_check_leaving(ir, builder, pointer_of(site), when);
  esc_ir_vacate(ir, builder, pointer_of(site), site->resize.vertex, when);
}

static LLVMValueRef move_out(struct esc_ir *ir, LLVMBuilderRef builder, struct esc_ir_site *site) {
  LLVMTypeRef word = LLVMTypeOf(site->bytes);
  LLVMTypeRef type = LLVMTypeOf(LLVMGetOperand(site->call, (unsigned)site->allocator.size));
  LLVMValueRef asked = LLVMBuildIntCast2(builder, site->bytes, type, 0, ""); /* the frozen number */
  LLVMValueRef block = esc_ir_build_malloc(ir, builder, asked);
  LLVMValueRef failed = LLVMBuildIsNull(builder, block, "");
  LLVMValueRef length =
      LLVMBuildSelect(builder, failed, LLVMConstNull(word), LLVMConstInt(word, site->resize.capacity, 0), "");
  LLVMBuildMemCpy(builder, block, 1, pointer_of(site), 1, length);
  leave(ir, builder, site, LLVMBuildNot(builder, failed, ""));
  return block;
}

/* Where it is in one slot surely, that slot's lifetime could end behind the copy; but a move that fails keeps it. */
void esc_ir_replace_resize(struct esc_ir *ir, struct esc_ir_site *site) {
  const struct esc_ir_resize *resize = &site->resize;
  LLVMValueRef pointer = pointer_of(site), skipped = NULL, result = NULL;
  if (resize->begins) {
    result = esc_llvm_branch_around(site->call, resize->begins, &skipped);
    LLVMSetOperand(result, 0, esc_ir_enter_slot(ir, skipped, site, site->bytes));
  }
  result = esc_llvm_branch_around(site->call, resize->stays, &skipped);
  LLVMSetOperand(result, 0, pointer);
  if (esc_ir_constant(resize->ends, 1) != 0) {
    result = esc_llvm_branch_around(site->call, resize->ends, &skipped);
    LLVMBuilderRef builder = esc_ir_build_before(ir, skipped);
    leave(ir, builder, site, NULL);
    LLVMDisposeBuilder(builder);
    LLVMSetOperand(result, 0, LLVMConstNull(LLVMTypeOf(result)));
  }
  result = esc_llvm_branch_around(site->call, resize->moves, &skipped);
  LLVMBuilderRef builder = esc_ir_build_before(ir, skipped);
  LLVMSetOperand(result, 0, move_out(ir, builder, site));
  LLVMDisposeBuilder(builder);
}
