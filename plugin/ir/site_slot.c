/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What slot an object would get that does not escape.
 *
 * A slot is as large as the object where a constant bounds it. Where none does, the slot is a guess: at run time an
 * object is in it if it fits, and on the heap if it does not. The same question can answer another one: where several
 * instances may be alive, the slot serves one at a time, and the others are on the heap. Nothing must be proved of
 * instances then, since an instance ends only where it is freed, or with the frame.
 *
 *     for (;;) {                            // `next` is allocated while `old` is alive
 *       char *next = malloc(n);             // next = n <= 256 && !busy ? (busy = true, slot) : malloc(n)
 *       ...
 *       free(old);                          // old == slot ? busy = false : free(old)
 *       old = next; }
 *
 * A realloc that is handed a block in a slot leaves it there while it fits, and moves it to the heap when it does not.
 * All slots that one realloc can see have the same capacity, so that it need not ask which of them it was handed. A
 * realloc that can be handed null allocates, and has a slot of its own for that.
 */
#include "ir.h"

#include <string.h>

bool esc_ir_replaces_a_block(const struct esc_ir_site *site) {
  return site->allocator.role == ESC_IR_RESIZE &&
         !LLVMIsNull(LLVMGetOperand(site->call, (unsigned)site->allocator.pointer));
}

static uint64_t speculative_size(struct esc_ir *ir) {
  uint64_t most = ir->options->speculative_size;
  if (ir->options->no_guards || esc_llvm_is_smallest(ir->function))
    return 0; /* a guard is code */
  if (esc_llvm_is_small(ir->function))
    most /= 2;
  if (most > ir->options->recursion_budget && esc_ir_is_recursive(ir))
    most = ir->options->recursion_budget;
  return most < ir->options->max_size ? most : ir->options->max_size;
}

static bool has_library(struct esc_ir *ir, const char *name, LLVMTypeRef result, LLVMTypeRef *parameters,
                        unsigned count) {
  return esc_llvm_has_library(ir->run, ir->function, name, LLVMFunctionType(result, parameters, count, 0));
}

/* What does not fit a slot any more is moved to a block of malloc's. */
static bool has_malloc(struct esc_ir *ir) {
  LLVMContextRef context = LLVMGetModuleContext(ir->module);
  LLVMTypeRef word = LLVMIntPtrTypeInContext(context, LLVMGetModuleDataLayout(ir->module));
  return has_library(ir, "malloc", LLVMPointerTypeInContext(context, 0), &word, 1);
}

/* realloc(p, 0) frees p, or does not: the rewrite must know which, or know that it does not happen. */
bool esc_ir_can_resize(struct esc_ir *ir, LLVMValueRef call) {
  struct esc_ir_allocator allocator;
  if (ir->options->no_resize || !LLVMIsACallInst(call) || !esc_ir_find_allocator(ir->run, call, &allocator) ||
      allocator.is_own || strcmp(allocator.name, "realloc") != 0 || !speculative_size(ir) || !has_malloc(ir))
    return false;
  return esc_llvm_realloc_of_zero_frees(ir->module) ||
         esc_llvm_min_value(ir->run, LLVMGetOperand(call, (unsigned)allocator.size), call) > 0;
}

/* Whether a realloc is meant to allocate too: null comes to it along a phi, or what was loaded may be null. A malloc
 * that fails is no reason. */
static bool is_handed_null(struct esc_ir *ir, const struct esc_ir_site *site) {
  LLVMValueRef pointer = LLVMGetOperand(site->call, (unsigned)site->allocator.pointer);
  if (esc_llvm_is_not_null(ir->run, pointer, site->call))
    return false;
  ESC_VEC(LLVMValueRef) todo = {0};
  struct esc_set seen = {0};
  esc_vec_push(ir->arena, &todo, pointer);
  for (uint32_t done = 0; done < todo.count; done++) {
    LLVMValueRef value = esc_ir_strip(todo.at[done]);
    if (!esc_set_add(ir->arena, &seen, 0, 0, (uint64_t)(uintptr_t)value, 1))
      continue;
    if (LLVMIsNull(value) || LLVMIsALoadInst(value))
      return true;
    if (LLVMIsAPHINode(value))
      for (unsigned i = 0; i < LLVMCountIncoming(value); i++)
        esc_vec_push(ir->arena, &todo, LLVMGetIncomingValue(value, i));
    else if (LLVMIsASelectInst(value))
      for (unsigned arm = 1; arm <= 2; arm++)
        esc_vec_push(ir->arena, &todo, LLVMGetOperand(value, arm));
  }
  return false;
}

/* True if the rewrite can find out at run time how many bytes are asked for. */
static bool can_ask(struct esc_ir *ir, const struct esc_ir_site *site) {
  const struct esc_ir_allocator *a = &site->allocator;
  if (a->role == ESC_IR_COPY_STRING) {
    LLVMContextRef context = LLVMGetModuleContext(ir->module);
    LLVMTypeRef word = LLVMIntPtrTypeInContext(context, LLVMGetModuleDataLayout(ir->module));
    LLVMTypeRef parameters[] = {LLVMPointerTypeInContext(context, 0), word};
    if (a->size < 0)
      return has_malloc(ir) && has_library(ir, "strlen", word, parameters, 1);
    return LLVMTypeOf(LLVMGetOperand(site->call, (unsigned)a->size)) == word &&
           has_library(ir, "strnlen", word, parameters, 2);
  }
  const int args[] = {a->size, a->count};
  for (unsigned i = 0; i < 2; i++) {
    LLVMTypeRef type = args[i] < 0 ? NULL : LLVMTypeOf(LLVMGetOperand(site->call, (unsigned)args[i]));
    if (type && (LLVMGetTypeKind(type) != LLVMIntegerTypeKind || LLVMGetIntTypeWidth(type) > 64))
      return false;
  }
  return a->size >= 0;
}

/* A slot that may be too small. */
static enum esc_reason choose_partly(struct esc_ir *ir, struct esc_ir_site *site, enum esc_reason otherwise) {
  uint64_t most = speculative_size(ir);
  if (!most || !can_ask(ir, site))
    return otherwise;
  if (esc_ir_least_size(ir, site) > most) {
    site->reason_number = most;
    return ESC_REASON_TOO_LARGE;
  }
  site->partly = true;
  site->capacity = most;
  return ESC_REASON_NONE;
}

/* For no bytes a declared function may give null or a block: it is asked. */
static enum esc_reason choose_some(struct esc_ir *ir, struct esc_ir_site *site) {
  if (!site->allocator.is_declared || esc_ir_least_size(ir, site) > 0)
    return ESC_REASON_NONE;
  if (!site->size || !speculative_size(ir) || !can_ask(ir, site))
    return ESC_REASON_ZERO_SIZE;
  site->partly = true;
  return ESC_REASON_NONE;
}

static enum esc_reason choose_capacity(struct esc_ir *ir, struct esc_ir_site *site) {
  if (!site->size_known)
    return choose_partly(ir, site, ESC_REASON_UNKNOWN_SIZE);
  site->capacity = site->size ? site->size : 1; /* two objects of no size must not have the same address */
  if (site->size <= ir->options->max_size)
    return choose_some(ir, site);
  site->reason_number = ir->options->max_size;
  return site->size_constant ? ESC_REASON_TOO_LARGE : choose_partly(ir, site, ESC_REASON_TOO_LARGE);
}

/* Not in recursion: a slot is free again when a pointer that is freed compares equal to it, and that comparison would
 * keep a recursive function from becoming a loop. */
static bool can_take_turns(struct esc_ir *ir) {
  return speculative_size(ir) && !ir->options->no_turns && !esc_ir_is_recursive(ir);
}

/* A slot of its own for when it is handed null; without one it can still serve the slots of others. */
static enum esc_reason choose_resize(struct esc_ir *ir, struct esc_ir_site *site) {
  site->partly = true;
  if (!esc_ir_can_resize(ir, site->call))
    return ESC_REASON_RESIZES;
  bool again = esc_llvm_in_cycle(ir->run, site->call); /* a new block each time that null comes */
  bool wants_one = is_handed_null(ir, site) && (!again || can_take_turns(ir));
  if (!wants_one || choose_capacity(ir, site) != ESC_REASON_NONE)
    site->capacity = 0;
  site->in_turn = again && site->capacity;
  return ESC_REASON_NONE;
}

enum esc_reason esc_ir_choose_slot(struct esc_ir *ir, struct esc_ir_site *site) {
  if (esc_ir_replaces_a_block(site))
    return choose_resize(ir, site);
  enum esc_reason reason = choose_capacity(ir, site);
  if (reason == ESC_REASON_NONE && !site->settled) {
    if (!can_take_turns(ir))
      return ESC_REASON_MULTIPLE_INSTANCES;
    site->partly = site->in_turn = true;
  }
  return reason;
}

/* What a realloc would need a slot to have; 0 for one that never serves. */
static uint64_t wanted_by(struct esc_ir *ir, struct esc_ir_site *resize) {
  uint64_t guess = speculative_size(ir);
  if (resize->size_known && resize->size <= ir->options->max_size)
    return resize->size;
  return esc_ir_least_size(ir, resize) > guess ? 0 : guess;
}

static bool may_be_in(const struct esc_ir_site *site) { return site->reason == ESC_REASON_NONE && site->capacity; }

/* All slots that the event's realloc can see, and its own, get the largest capacity among them. True if any grew. */
static bool level(struct esc_ir *ir, const struct esc_ir_event *event, struct esc_ir_site *resize) {
  uint64_t most = wanted_by(ir, resize);
  bool changed = false;
  most = most > resize->resize.capacity ? most : resize->resize.capacity;
  for (int round = 0; round < 2; round++) {
    esc_fact f = event->pointer ? esc_solution_first(ir->solution, event->pointer) : 0;
    for (struct esc_ir_site *site = resize; site;) {
      if (may_be_in(site) && round == 0 && site->capacity > most)
        most = site->capacity;
      if (may_be_in(site) && round == 1) {
        changed |= site->capacity != most;
        site->capacity = most;
        site->grows = true;
      }
      for (site = NULL; f && !site; f = esc_solution_next(ir->solution, f))
        site = esc_ir_site_of(ir, esc_solution_fact(ir->solution, f).object);
    }
  }
  resize->resize.capacity = most;
  return changed;
}

void esc_ir_share_capacity(struct esc_ir *ir) {
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 0; i < ir->events.count; i++) {
      struct esc_ir_event *event = &ir->events.at[i];
      struct esc_ir_site *resize = event->kind == ESC_IR_RESIZED ? esc_ir_site_at(ir, event->inst) : NULL;
      if (resize && resize->reason == ESC_REASON_NONE && esc_ir_replaces_a_block(resize))
        changed |= level(ir, event, resize);
    }
  }
}
