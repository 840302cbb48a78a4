/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * An allocation gives way to its slot:
 *
 *     %p = call ptr @calloc(i64 4, i64 8)        entry: %p.stack = alloca [32 x i8], align 16
 *                                                       ...
 *                                                       call void @llvm.lifetime.start(%p.stack)
 *                                                       call void @llvm.memset(%p.stack, 0, 32)
 *
 * The slot is in the entry block, so a loop cannot grow the stack; the zeroes are written where the call was, so each
 * time round finds them.
 */
#include "ir.h"

void esc_ir_add_slot(struct esc_ir *ir, struct esc_ir_site *site) {
  if (ir->options->checked) {
    esc_ir_add_handle(ir, site);
    return;
  }
  /* Two objects of no size would be allowed the same address, which malloc(0) never gives twice. */
  uint64_t bytes = site->size ? site->size : 1;
  LLVMValueRef like = site->allocator.role == ESC_IR_ALLOCATE_OUT
                          ? LLVMGetOperand(site->call, (unsigned)site->allocator.pointer)
                          : site->call;
  site->pointer = esc_llvm_add_slot(ir->function, bytes, site->alignment, like, &site->slot);
}

static LLVMValueRef argument(LLVMBuilderRef builder, const struct esc_ir_site *site, int arg, LLVMTypeRef word) {
  return LLVMBuildIntCast2(builder, LLVMGetOperand(site->call, (unsigned)arg), word, 0, "");
}

static LLVMValueRef bytes_asked(LLVMBuilderRef builder, const struct esc_ir_site *site, LLVMTypeRef word) {
  if (site->size_constant)
    return LLVMConstInt(word, site->size, 0);
  LLVMValueRef size = argument(builder, site, site->allocator.size, word);
  if (site->allocator.count < 0)
    return size;
  /* Cannot overflow: the product of the bounds does not. */
  return LLVMBuildMul(builder, argument(builder, site, site->allocator.count, word), size, "");
}

static void write_contents(LLVMBuilderRef builder, const struct esc_ir_site *site) {
  LLVMContextRef context = LLVMGetTypeContext(LLVMTypeOf(site->call));
  unsigned alignment = (unsigned)site->alignment;
  LLVMTypeRef word = LLVMInt64TypeInContext(context), byte = LLVMInt8TypeInContext(context);
  if (site->allocator.zeroed)
    LLVMBuildMemSet(builder, site->pointer, LLVMConstNull(byte), bytes_asked(builder, site, word), alignment);
  if (site->allocator.role != ESC_IR_COPY_STRING)
    return;
  LLVMValueRef length = LLVMConstInt(word, site->size - 1, 0);
  if (site->size > 1)
    LLVMBuildMemCpy(builder, site->pointer, alignment, LLVMGetOperand(site->call, (unsigned)site->allocator.pointer), 1,
                    length);
  LLVMBuildStore(builder, LLVMConstNull(byte), LLVMBuildInBoundsGEP2(builder, byte, site->pointer, &length, 1, ""));
}

void esc_ir_replace_site(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(LLVMGetModuleContext(ir->module));
  LLVMPositionBuilderBefore(builder, site->call);
  LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(site->call));
  if (ir->options->checked)
    site->pointer = esc_ir_place_checked(
        ir, builder, site, bytes_asked(builder, site, LLVMInt64TypeInContext(LLVMGetModuleContext(ir->module))));
  else if (!ir->options->no_lifetime)
    esc_llvm_add_lifetime(site->slot, site->call, false);
  write_contents(builder, site);
  LLVMValueRef result = site->pointer;
  if (site->allocator.role == ESC_IR_ALLOCATE_OUT) {
    LLVMBuildStore(builder, site->pointer, LLVMGetOperand(site->call, (unsigned)site->allocator.pointer));
    result = LLVMConstNull(LLVMTypeOf(site->call));
  }
  LLVMReplaceAllUsesWith(site->call, result);
  LLVMDisposeBuilder(builder);
  esc_llvm_remove_call(site->call);
}
