/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What happens to the newest instance of a site on the paths behind it: is it surely freed, does it leak, can a tail
 * call see it.
 *
 * Proof B, "must free": on every way out the object was freed by this activation, or was never allocated (null), so a
 * copy of its pointer that others hold cannot be used any more. Until then nothing may run that does not come back by
 * returning, that could free or resize the object, ask its size, or let another thread do so.
 */
#include "ir.h"

#include <string.h>

struct path {
  struct esc_ir *ir;
  const struct esc_ir_site *site;
};

static struct esc_ir_event *event_at(const struct esc_ir *ir, LLVMValueRef inst) {
  uint32_t index = esc_set_find(&ir->event_at, 0, 0, (uint64_t)(uintptr_t)inst);
  return index ? &ir->events.at[index - 1] : NULL;
}

/* The free's operand is the very value that the newest instance returned, not a copy from memory. */
bool esc_ir_surely_frees(const struct esc_ir *ir, LLVMValueRef inst, const struct esc_ir_site *site) {
  const struct esc_ir_event *event = event_at(ir, inst);
  return event && event->kind == ESC_IR_FREED && esc_ir_strip(event->operand) == site->call;
}

/* A pointer from outside may be a copy of one that escaped. */
static bool may_be(const struct esc_ir *ir, struct esc_ir_event *event, const struct esc_ir_site *site) {
  if (!event->pointer)
    return false;
  if (event->outside == ESC_IR_NOT_ASKED) {
    event->outside = ESC_IR_INSIDE;
    for (esc_fact f = esc_solution_first(ir->solution, event->pointer); f; f = esc_solution_next(ir->solution, f))
      if (esc_graph_is_outside(ir->graph, esc_solution_fact(ir->solution, f).object))
        event->outside = ESC_IR_OUTSIDE;
  }
  return event->outside == ESC_IR_OUTSIDE || esc_ir_event_touches(ir, event, site);
}

static enum esc_ir_turn skip_failed(void *data, LLVMBasicBlockRef from, LLVMBasicBlockRef to) {
  const struct path *path = data;
  return esc_ir_is_failed_edge(path->site, from, to) ? ESC_IR_TURN_BACK : ESC_IR_GO_ON;
}

/* memcpy, memmove, memset as intrinsics: LLVM gives them no `nosync` because some are volatile. */
static bool is_plain_memory_intrinsic(LLVMValueRef call) {
  if (!esc_ir_is_intrinsic(call, "llvm.memcpy.") && !esc_ir_is_intrinsic(call, "llvm.memmove.") &&
      !esc_ir_is_intrinsic(call, "llvm.memset."))
    return false;
  LLVMValueRef flag = LLVMGetOperand(call, 3);
  return LLVMIsAConstantInt(flag) && LLVMIsNull(flag);
}

/* operator new that finds no memory calls the handler that the program has set, in its nothrow form too. An allocator
 * of the program's own is known to allocate, not to leave other objects alone. */
static bool runs_the_program(const struct esc_ir_allocator *allocator) {
  return allocator->is_own || strncmp(allocator->name, "_Zn", strlen("_Zn")) == 0;
}

/* Runs nothing of the program that could see the object, and comes back. */
static bool is_harmless_call(const struct esc_ir *ir, const struct esc_ir_site *site, LLVMValueRef call) {
  struct esc_ir_event *event = event_at(ir, call);
  unsigned whole = esc_llvm_call(call);
  if (event)
    return event->kind == ESC_IR_FREED && !event->allocator.is_own && !may_be(ir, event, site) &&
           (whole & ESC_LLVM_CALL_RETURNS);
  const unsigned quiet =
      ESC_LLVM_CALL_RETURNS | ESC_LLVM_CALL_NO_FREE | ESC_LLVM_CALL_NO_SYNC | ESC_LLVM_CALL_NO_HIDDEN_MEMORY;
  if ((whole & quiet) == quiet ||
      (whole & (ESC_LLVM_CALL_RETURNS | ESC_LLVM_CALL_NO_MEMORY)) == (ESC_LLVM_CALL_RETURNS | ESC_LLVM_CALL_NO_MEMORY))
    return true;
  LLVMValueRef callee = LLVMGetCalledValue(call);
  if (LLVMIsAFunction(callee) && LLVMGetIntrinsicID(callee))
    return is_plain_memory_intrinsic(call);
  struct esc_ir_allocator allocator;
  if (esc_ir_is_site(ir->run, call, &allocator)) /* none that resizes: that is an event */
    return !runs_the_program(&allocator) && (whole & ESC_LLVM_CALL_RETURNS);
  const struct esc_model *model = esc_ir_find_model(ir, call);
  return model && (model->flags & ESC_MODEL_ALWAYS_RETURNS);
}

static bool ends_at_once(const struct esc_ir *ir, LLVMValueRef unreachable) {
  LLVMValueRef before = LLVMGetPreviousInstruction(unreachable);
  if (!before || !LLVMIsACallInst(before))
    return false;
  const struct esc_model *model = esc_ir_find_model(ir, before);
  return model && (model->flags & ESC_MODEL_ENDS_AT_ONCE);
}

static enum esc_ir_turn look_for_unfreed(void *data, LLVMValueRef inst) {
  const struct path *path = data;
  if (inst == path->site->at)
    return ESC_IR_FOUND; /* executing the site again is a way out for the old instance */
  switch (LLVMGetInstructionOpcode(inst)) {
  case LLVMCall:
  case LLVMInvoke: {
    if (esc_ir_surely_frees(path->ir, inst, path->site))
      return ESC_IR_TURN_BACK;
    LLVMValueRef next = LLVMGetNextInstruction(inst);
    if (next && LLVMIsAUnreachableInst(next) && ends_at_once(path->ir, next))
      return ESC_IR_TURN_BACK;
    return is_harmless_call(path->ir, path->site, inst) ? ESC_IR_GO_ON : ESC_IR_FOUND;
  }
  case LLVMLoad:
  case LLVMStore:
    return LLVMGetVolatile(inst) || LLVMGetOrdering(inst) != LLVMAtomicOrderingNotAtomic ? ESC_IR_FOUND : ESC_IR_GO_ON;
  case LLVMRet:
  case LLVMResume:
  case LLVMUnreachable:
  case LLVMCallBr:
  case LLVMCleanupRet:
  case LLVMCatchRet:
  case LLVMCatchSwitch:
  case LLVMFence:
  case LLVMAtomicRMW:
  case LLVMAtomicCmpXchg:
    return ESC_IR_FOUND;
  default:
    return ESC_IR_GO_ON;
  }
}

bool esc_ir_must_free(struct esc_ir *ir, const struct esc_ir_site *site) {
  struct path path = {ir, site};
  return esc_ir_walk(ir, site->at, &(struct esc_ir_walk){&path, look_for_unfreed, skip_failed}) == ESC_IR_WALKED_ALL;
}

static enum esc_ir_turn look_for_again(void *data, LLVMValueRef inst) {
  const struct path *path = data;
  if (inst == path->site->at)
    return ESC_IR_FOUND;
  return esc_ir_surely_frees(path->ir, inst, path->site) ? ESC_IR_TURN_BACK : ESC_IR_GO_ON;
}

bool esc_ir_is_freed_before_again(struct esc_ir *ir, const struct esc_ir_site *site) {
  struct path path = {ir, site};
  return esc_ir_walk(ir, site->at, &(struct esc_ir_walk){&path, look_for_again, skip_failed}) == ESC_IR_WALKED_ALL;
}

struct leak {
  struct path path;
  LLVMValueRef at;
};

static enum esc_ir_turn look_for_leak(void *data, LLVMValueRef inst) {
  struct leak *leak = data;
  const struct esc_ir_event *event = event_at(leak->path.ir, inst);
  if (inst == leak->path.site->at)
    return ESC_IR_TURN_BACK;
  if (event && event->kind == ESC_IR_FREED && esc_ir_event_touches(leak->path.ir, event, leak->path.site))
    return ESC_IR_TURN_BACK;
  event = NULL;
  while ((event = esc_ir_event_below(leak->path.ir, inst, event)))
    if (event->kind == ESC_IR_FREED && esc_ir_event_touches(leak->path.ir, event, leak->path.site))
      return ESC_IR_TURN_BACK;
  if (!LLVMIsAReturnInst(inst))
    return ESC_IR_GO_ON;
  leak->at = inst;
  return ESC_IR_FOUND;
}

static enum esc_ir_turn skip_failed_leak(void *data, LLVMBasicBlockRef from, LLVMBasicBlockRef to) {
  return skip_failed(&((struct leak *)data)->path, from, to);
}

/* The first return that a path reaches on which nothing frees the object; NULL for none. What main leaves behind when
 * it returns is not called a leak. */
LLVMValueRef esc_ir_find_leak(struct esc_ir *ir, const struct esc_ir_site *site) {
  size_t length = 0;
  const char *name = LLVMGetValueName2(ir->function, &length);
  if (length == 4 && name[0] == 'm' && name[1] == 'a' && name[2] == 'i' && name[3] == 'n')
    return NULL;
  struct leak leak = {{ir, site}, NULL};
  (void)esc_ir_walk(ir, site->at, &(struct esc_ir_walk){&leak, look_for_leak, skip_failed_leak});
  return leak.at;
}

static enum esc_ir_turn look_for_musttail(void *data, LLVMValueRef inst) {
  (void)data;
  return LLVMIsACallInst(inst) && LLVMGetTailCallKind(inst) == LLVMTailCallKindMustTail ? ESC_IR_FOUND : ESC_IR_GO_ON;
}

bool esc_ir_reaches_musttail(struct esc_ir *ir, const struct esc_ir_site *site) {
  if (!ir->has_musttail)
    return false;
  return esc_ir_walk(ir, site->at, &(struct esc_ir_walk){NULL, look_for_musttail, NULL}) != ESC_IR_WALKED_ALL;
}
