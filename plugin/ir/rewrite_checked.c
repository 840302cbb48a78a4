/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * -escape-checked: the same promotions, but each object gets memory of its own that is revoked when its slot would be
 * gone, so that a wrong one stops the program with a report. runtime/checked.c is the other half.
 *
 *     %p = call ptr @malloc(i64 8)       entry: %p.checked = alloca ptr, null
 *     ...                                       %p = call ptr @__escape_checked_place(%p.checked, 8, 16, site, proof)
 *     call void @free(ptr %p)                   call void @__escape_checked_freed(ptr %p, 1)
 *     ret void                                  call void @__escape_checked_leave(%p.checked)
 *                                               ret void
 *
 * The decisions are not touched, nor is the way in which frees are removed and guarded: those are what is checked.
 */
#include "ir.h"

#include <inttypes.h>
#include <string.h>

enum runtime { PLACE, LEAVE, LANDED, FREED };

struct types {
  LLVMContextRef context;
  LLVMTypeRef nothing, pointer, word, flag;
};

static struct types types_of(LLVMModuleRef module) {
  LLVMContextRef context = LLVMGetModuleContext(module);
  return (struct types){context, LLVMVoidTypeInContext(context), LLVMPointerTypeInContext(context, 0),
                        LLVMInt64TypeInContext(context), LLVMInt32TypeInContext(context)};
}

static LLVMValueRef call(LLVMModuleRef module, LLVMBuilderRef builder, enum runtime which, LLVMValueRef *arguments) {
  struct types t = types_of(module);
  struct {
    const char *name;
    LLVMTypeRef result, parameters[5];
    unsigned count;
  } all[] = {
      [PLACE] = {"__escape_checked_place", t.pointer, {t.pointer, t.word, t.word, t.pointer, t.pointer}, 5},
      [LEAVE] = {"__escape_checked_leave", t.nothing, {t.pointer}, 1},
      [LANDED] = {"__escape_checked_landed", t.nothing, {NULL}, 0},
      [FREED] = {"__escape_checked_freed", t.nothing, {t.pointer, t.flag}, 2},
  };
  LLVMTypeRef type = LLVMFunctionType(all[which].result, all[which].parameters, all[which].count, 0);
  LLVMValueRef function = LLVMGetNamedFunction(module, all[which].name);
  if (!function) {
    static const char nounwind[] = "nounwind";
    unsigned kind = LLVMGetEnumAttributeKindForName(nounwind, strlen(nounwind));
    function = LLVMAddFunction(module, all[which].name, type);
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                            LLVMCreateEnumAttribute(t.context, kind, 0));
  }
  return LLVMBuildCall2(builder, type, function, arguments, all[which].count, "");
}

void esc_ir_add_handle(struct esc_ir *ir, struct esc_ir_site *site) {
  struct types t = types_of(ir->module);
  site->handle =
      esc_llvm_add_slot(ir->function, sizeof(uint64_t), sizeof(uint64_t), LLVMConstNull(t.pointer), &site->slot);
  static const char name[] = "checked";
  LLVMSetValueName2(site->handle, name, strlen(name));
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(t.context);
  LLVMPositionBuilderBefore(builder, LLVMGetNextInstruction(LLVMIsAInstruction(site->handle)));
  LLVMBuildStore(builder, LLVMConstNull(t.pointer), site->handle);
  LLVMDisposeBuilder(builder);
}

LLVMValueRef esc_ir_load_handle(LLVMBuilderRef builder, const struct esc_ir_site *site) {
  return LLVMBuildLoad2(builder, LLVMTypeOf(site->handle), site->handle, "");
}

static LLVMValueRef site_text(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site) {
  unsigned length = 0;
  const char *file = LLVMGetDebugLocFilename(site->call, &length);
  const char *place = file ? esc_arena_format(ir->arena, " at %.*s:%u:%u", (int)length, file,
                                              LLVMGetDebugLocLine(site->call), LLVMGetDebugLocColumn(site->call))
                           : "";
  const char *text = esc_arena_format(ir->arena, "'%s' of %s%" PRIu64 " bytes%s in '%s'", site->allocator.name,
                                      site->size_constant ? "" : "up to ", site->size, place,
                                      esc_llvm_display_name(ir->run, ir->function));
  return LLVMBuildGlobalStringPtr(builder, text, "escape.site");
}

LLVMValueRef esc_ir_place_checked(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site,
                                  LLVMValueRef bytes) {
  const char *proof = site->proof == ESC_IR_MUST_FREE ? "the proof that it is freed on every way out"
                                                      : "the proof that it does not escape";
  LLVMTypeRef word = types_of(ir->module).word;
  LLVMValueRef arguments[] = {site->handle, bytes, LLVMConstInt(word, site->alignment, 0), site_text(ir, builder, site),
                              LLVMBuildGlobalStringPtr(builder, proof, "escape.proof")};
  return call(ir->module, builder, PLACE, arguments);
}

void esc_ir_check_free(struct esc_ir *ir, const struct esc_ir_event *event, LLVMValueRef origin) {
  struct types t = types_of(ir->module);
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(t.context);
  LLVMPositionBuilderBefore(builder, event->inst);
  LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(event->inst));
  LLVMValueRef in_slot = origin ? LLVMBuildZExt(builder, origin, t.flag, "") : LLVMConstInt(t.flag, 1, 0);
  (void)call(ir->module, builder, FREED, (LLVMValueRef[]){event->operand, in_slot});
  LLVMDisposeBuilder(builder);
}

void esc_ir_check_leaving(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef pointer, LLVMValueRef when) {
  struct types t = types_of(ir->module);
  if (when)
    pointer = LLVMBuildSelect(builder, when, pointer, LLVMConstNull(LLVMTypeOf(pointer)), "");
  (void)call(ir->module, builder, FREED, (LLVMValueRef[]){pointer, LLVMConstInt(t.flag, 1, 0)});
}

/* Where the frame is left: nothing may stand between a musttail call and its return. */
static LLVMValueRef way_out(LLVMBasicBlockRef block) {
  LLVMValueRef end = LLVMGetBasicBlockTerminator(block);
  if (LLVMIsAResumeInst(end))
    return end;
  if (!LLVMIsAReturnInst(end))
    return NULL;
  for (LLVMValueRef i = LLVMGetPreviousInstruction(end); i; i = LLVMGetPreviousInstruction(i))
    if (LLVMIsACallInst(i))
      return LLVMGetTailCallKind(i) == LLVMTailCallKindMustTail ? i : end;
  return end;
}

void esc_ir_leave_handles(struct esc_ir *ir) {
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(LLVMGetModuleContext(ir->module));
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(ir->function); b; b = LLVMGetNextBasicBlock(b)) {
    LLVMValueRef out = way_out(b);
    if (!out)
      continue;
    LLVMPositionBuilderBefore(builder, out);
    LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(out));
    for (uint32_t i = 0; i < ir->sites.count; i++)
      if (ir->sites.at[i].handle)
        (void)call(ir->module, builder, LEAVE, &ir->sites.at[i].handle);
  }
  LLVMDisposeBuilder(builder);
}

static bool returns_twice(LLVMValueRef inst) {
  static const char name[] = "returns_twice";
  unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
  LLVMAttributeIndex at = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  if (!LLVMIsACallInst(inst))
    return false;
  LLVMValueRef callee = esc_llvm_callee(inst);
  return LLVMGetCallSiteEnumAttribute(inst, at, kind) || (callee && LLVMGetEnumAttributeAtIndex(callee, at, kind));
}

bool esc_ir_note_landings(LLVMModuleRef module) {
  bool any = false;
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(LLVMGetModuleContext(module));
  for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f))
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b))
      for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
        if (!LLVMIsALandingPadInst(i) && !returns_twice(i))
          continue;
        LLVMPositionBuilderBefore(builder, LLVMGetNextInstruction(i));
        LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(i));
        (void)call(module, builder, LANDED, NULL);
        any = true;
      }
  LLVMDisposeBuilder(builder);
  return any;
}
