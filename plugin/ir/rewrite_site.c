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
 * time round finds them. Where the object may be too large for the slot, or the slot in use (stack-or-heap):
 *
 *     %p = call ptr @malloc(i64 %n)              %p.fits = icmp ule i64 %n, 256
 *                                                br i1 %p.fits, label %slot, label %heap
 *                                          slot: call void @llvm.lifetime.start(%p.stack)
 *                                          heap: %h = call ptr @malloc(i64 %n)
 *                                                %p = phi ptr [ %p.stack, %slot ], [ %h, %heap ]
 */
#include "ir.h"

#include <string.h>

LLVMBuilderRef esc_ir_build_before(struct esc_ir *ir, LLVMValueRef inst) {
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(LLVMGetModuleContext(ir->module));
  LLVMPositionBuilderBefore(builder, inst);
  LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(inst));
  return builder;
}

LLVMTypeRef esc_ir_bit_type(const struct esc_ir *ir) { return LLVMInt1TypeInContext(LLVMGetModuleContext(ir->module)); }

static LLVMTypeRef word_type(const struct esc_ir *ir) {
  return LLVMInt64TypeInContext(LLVMGetModuleContext(ir->module));
}

static void add_busy(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMBuilderRef builder = esc_ir_build_before(ir, LLVMGetNextInstruction(site->slot));
  site->busy = LLVMBuildAlloca(builder, esc_ir_bit_type(ir), "busy");
  LLVMTypeRef pointer = LLVMPointerTypeInContext(LLVMGetModuleContext(ir->module), 0);
  if (LLVMTypeOf(site->busy) != pointer) /* copies of callees take ordinary pointers */
    site->busy = LLVMBuildAddrSpaceCast(builder, site->busy, pointer, "busy");
  LLVMBuildStore(builder, LLVMConstNull(esc_ir_bit_type(ir)), site->busy);
  LLVMDisposeBuilder(builder);
}

void esc_ir_add_slot(struct esc_ir *ir, struct esc_ir_site *site) {
  if (ir->options->checked) {
    esc_ir_add_handle(ir, site);
  } else {
    LLVMValueRef like = site->allocator.role == ESC_IR_ALLOCATE_OUT
                            ? LLVMGetOperand(site->call, (unsigned)site->allocator.pointer)
                            : site->call;
    site->pointer = esc_llvm_add_slot(ir->function, site->capacity, site->alignment, like, &site->slot);
  }
  if (site->in_turn)
    add_busy(ir, site);
}

static LLVMValueRef call_library(struct esc_ir *ir, LLVMBuilderRef builder, const char *name, LLVMTypeRef result,
                                 LLVMValueRef *arguments, unsigned count) {
  LLVMTypeRef parameters[2];
  for (unsigned i = 0; i < count; i++)
    parameters[i] = LLVMTypeOf(arguments[i]);
  LLVMTypeRef type = LLVMFunctionType(result, parameters, count, 0);
  LLVMValueRef function = esc_llvm_library(ir->run, ir->function, name, type);
  return LLVMBuildCall2(builder, type, function, arguments, count, "");
}

LLVMValueRef esc_ir_build_malloc(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef bytes) {
  LLVMTypeRef pointer = LLVMPointerTypeInContext(LLVMGetModuleContext(ir->module), 0);
  return call_library(ir, builder, "malloc", pointer, &bytes, 1);
}

/* Undefined, it could be one number for the question whether it fits, and another for what is then done. */
static LLVMValueRef argument(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site, int arg) {
  LLVMValueRef value = LLVMGetOperand(site->call, (unsigned)arg);
  if (!LLVMIsAConstantInt(value) && (site->partly || !site->size_known))
    value = LLVMBuildFreeze(builder, value, "");
  return LLVMBuildIntCast2(builder, value, word_type(ir), 0, "");
}

static LLVMValueRef string_size(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site) {
  LLVMTypeRef word = LLVMIntPtrTypeInContext(LLVMGetModuleContext(ir->module), LLVMGetModuleDataLayout(ir->module));
  LLVMValueRef arguments[2] = {LLVMGetOperand(site->call, (unsigned)site->allocator.pointer), NULL};
  if (site->allocator.size >= 0)
    arguments[1] = LLVMGetOperand(site->call, (unsigned)site->allocator.size);
  LLVMValueRef length = arguments[1] ? call_library(ir, builder, "strnlen", word, arguments, 2)
                                     : call_library(ir, builder, "strlen", word, arguments, 1);
  LLVMValueRef wide = LLVMBuildIntCast2(builder, length, word_type(ir), 0, "");
  return LLVMBuildAdd(builder, wide, LLVMConstInt(word_type(ir), 1, 0), "");
}

LLVMValueRef esc_ir_build_size(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site,
                               LLVMValueRef *overflow) {
  *overflow = NULL;
  if (site->size_constant)
    return LLVMConstInt(word_type(ir), site->size, 0);
  if (site->allocator.role == ESC_IR_COPY_STRING)
    return string_size(ir, builder, site);
  LLVMValueRef size = argument(ir, builder, site, site->allocator.size);
  if (site->allocator.count < 0)
    return size;
  LLVMValueRef factors[] = {argument(ir, builder, site, site->allocator.count), size};
  if (site->size_known) /* the product of the bounds does not overflow */
    return LLVMBuildMul(builder, factors[0], size, "");
  static const char name[] = "llvm.umul.with.overflow";
  LLVMTypeRef word = word_type(ir);
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
  LLVMValueRef product = LLVMBuildCall2(builder, LLVMIntrinsicGetType(LLVMGetModuleContext(ir->module), id, &word, 1),
                                        LLVMGetIntrinsicDeclaration(ir->module, id, &word, 1), factors, 2, "");
  *overflow = LLVMBuildExtractValue(builder, product, 1, "");
  return LLVMBuildExtractValue(builder, product, 0, "");
}

void esc_ir_ask_size(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMBuilderRef builder = esc_ir_build_before(ir, site->call);
  LLVMValueRef overflow = NULL;
  site->bytes = esc_ir_build_size(ir, builder, site, &overflow);
  site->fits = LLVMBuildICmp(builder, LLVMIntULE, site->bytes, LLVMConstInt(word_type(ir), site->capacity, 0), "fits");
  if (overflow)
    site->fits = LLVMBuildAnd(builder, site->fits, LLVMBuildNot(builder, overflow, ""), "fits");
  if (site->busy) {
    LLVMValueRef busy = LLVMBuildLoad2(builder, esc_ir_bit_type(ir), site->busy, "");
    site->fits = LLVMBuildAnd(builder, site->fits, LLVMBuildNot(builder, busy, ""), "fits");
  }
  if (site->allocator.is_declared && !site->size_constant) {
    LLVMValueRef some = LLVMBuildICmp(builder, LLVMIntNE, site->bytes, LLVMConstNull(word_type(ir)), "");
    site->fits = LLVMBuildAnd(builder, site->fits, some, "fits");
  }
  LLVMDisposeBuilder(builder);
}

static void copy_string(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site, LLVMValueRef to,
                        LLVMValueRef bytes) {
  LLVMTypeRef byte = LLVMInt8TypeInContext(LLVMGetModuleContext(ir->module));
  LLVMValueRef from = LLVMGetOperand(site->call, (unsigned)site->allocator.pointer);
  LLVMValueRef length = LLVMBuildSub(builder, bytes, LLVMConstInt(word_type(ir), 1, 0), "");
  if (!LLVMIsAConstantInt(length) || LLVMConstIntGetZExtValue(length))
    LLVMBuildMemCpy(builder, to, (unsigned)site->alignment, from, 1, length);
  LLVMBuildStore(builder, LLVMConstNull(byte), LLVMBuildInBoundsGEP2(builder, byte, to, &length, 1, ""));
}

LLVMValueRef esc_ir_enter_slot(struct esc_ir *ir, LLVMValueRef before, struct esc_ir_site *site, LLVMValueRef bytes) {
  LLVMBuilderRef builder = esc_ir_build_before(ir, before);
  LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(site->call));
  LLVMValueRef capacity = LLVMConstInt(word_type(ir), site->capacity, 0);
  if (ir->options->checked)
    site->pointer = esc_ir_place_checked(ir, builder, site, site->grows ? capacity : bytes);
  else if (!ir->options->no_lifetime && site->slot)
    esc_llvm_add_lifetime(site->slot, before, false);
  if (site->busy)
    LLVMBuildStore(builder, LLVMConstAllOnes(esc_ir_bit_type(ir)), site->busy);
  LLVMTypeRef byte = LLVMInt8TypeInContext(LLVMGetModuleContext(ir->module));
  if (site->allocator.zeroed)
    LLVMBuildMemSet(builder, site->pointer, LLVMConstNull(byte), bytes, (unsigned)site->alignment);
  if (site->allocator.role == ESC_IR_COPY_STRING)
    copy_string(ir, builder, site, site->pointer, bytes);
  LLVMValueRef result = site->pointer;
  if (site->allocator.role == ESC_IR_ALLOCATE_OUT) {
    LLVMBuildStore(builder, site->pointer, LLVMGetOperand(site->call, (unsigned)site->allocator.pointer));
    result = LLVMConstNull(LLVMTypeOf(site->call));
  }
  LLVMDisposeBuilder(builder);
  return result;
}

/* strdup, for a string whose length was just found out. */
static LLVMValueRef copy_to_heap(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMBuilderRef builder = esc_ir_build_before(ir, site->call);
  LLVMTypeRef word = LLVMIntPtrTypeInContext(LLVMGetModuleContext(ir->module), LLVMGetModuleDataLayout(ir->module));
  LLVMValueRef bytes = LLVMBuildIntCast2(builder, site->bytes, word, 0, "");
  LLVMValueRef block = esc_ir_build_malloc(ir, builder, bytes);
  LLVMValueRef length = LLVMBuildSelect(builder, LLVMBuildIsNull(builder, block, ""), LLVMConstNull(word), bytes, "");
  LLVMBuildMemCpy(builder, block, 1, LLVMGetOperand(site->call, (unsigned)site->allocator.pointer), 1, length);
  LLVMDisposeBuilder(builder);
  return block;
}

void esc_ir_replace_site(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMBuilderRef builder = esc_ir_build_before(ir, site->call);
  LLVMValueRef overflow = NULL;
  LLVMValueRef bytes = esc_ir_build_size(ir, builder, site, &overflow);
  LLVMDisposeBuilder(builder);
  LLVMReplaceAllUsesWith(site->call, esc_ir_enter_slot(ir, site->call, site, bytes));
  esc_llvm_remove_call(site->call);
}

void esc_ir_split_site(struct esc_ir *ir, struct esc_ir_site *site) {
  LLVMValueRef skipped = NULL;
  LLVMValueRef result = esc_llvm_branch_around(site->call, site->fits, &skipped);
  LLVMSetOperand(result, 0, esc_ir_enter_slot(ir, skipped, site, site->bytes));
  if (site->allocator.role != ESC_IR_COPY_STRING || site->allocator.size >= 0)
    return;
  LLVMSetOperand(result, 1, copy_to_heap(ir, site));
  esc_llvm_remove_call(site->call); /* its copy would be nobody's */
}
