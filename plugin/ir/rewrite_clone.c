/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Calls that create or free objects in slots of this frame go to copies of their callees. The originals stay as they
 * are, for everybody else.
 *
 *     p = call @new_person(%age)               lifetime.start(%p.stack)
 *                                              p = call @new_person.escape(%age, %p.stack)
 *     ...
 *     call @person_free(p)                     call @person_free.escape(p, %p.stack)
 *
 *     new_person:  %m = malloc(16) ...         new_person.escape:  %m = the last parameter ...
 *     person_free: free(%p)                    person_free.escape: if (%p != the last parameter) free(%p)
 *
 * A copy has a parameter for each slot that something in it speaks of, be it in the callee of a callee, and behind it
 * one for the i1 of a slot that serves in turns. What is done to a copy is written down as its key, so that the same
 * copy serves all calls in the module to which the same is to be done.
 */
#include "ir.h"

#include <inttypes.h>
#include <string.h>

struct clone {
  const char *key;
  LLVMValueRef function;
};

struct esc_ir_clones {
  esc_arena *arena;
  LLVMModuleRef module;
  uint64_t percent, left;
  bool counted;
  struct esc_set changed; /* function -> how often it was rewritten since */
  struct esc_set by_key;  /* hash of the key -> number in `made`, from 1 */
  ESC_VEC(struct clone) made;
  ESC_VEC(LLVMValueRef) originals;
};

struct esc_ir_clones *esc_ir_clones_new(esc_arena *arena, LLVMModuleRef module, const struct esc_options *options) {
  struct esc_ir_clones *clones = esc_arena_alloc(arena, sizeof *clones);
  clones->arena = arena;
  clones->module = module;
  clones->percent = options->max_growth;
  return clones;
}

uint64_t *esc_ir_growth_left(struct esc_ir *ir) {
  enum { LEAST = 1000, WHOLE = 100 };
  struct esc_ir_clones *clones = ir->clones;
  if (!clones->counted) {
    uint64_t size = 0;
    for (LLVMValueRef f = LLVMGetFirstFunction(clones->module); f; f = LLVMGetNextFunction(f))
      size += esc_ir_count_instructions(f);
    clones->left = size / WHOLE * clones->percent;
    if (clones->left < LEAST && clones->percent)
      clones->left = LEAST;
    clones->counted = true;
  }
  return &clones->left;
}

/* Instructions have other numbers now than those in the keys of earlier copies. */
void esc_ir_note_rewritten(struct esc_ir *ir) {
  uint64_t function = (uint64_t)(uintptr_t)ir->original;
  uint32_t times = esc_set_find(&ir->clones->changed, 0, 0, function);
  if (times)
    esc_set_replace(&ir->clones->changed, 0, 0, function, times + 1);
  else
    (void)esc_set_add(ir->clones->arena, &ir->clones->changed, 0, 0, function, 1);
}

void esc_ir_drop_unused(struct esc_llvm_run *run, struct esc_ir_clones *clones) {
  for (bool more = true; more;) {
    more = false;
    for (uint32_t i = 0; i < clones->originals.count; i++) {
      LLVMValueRef function = clones->originals.at[i];
      LLVMLinkage linkage = function ? LLVMGetLinkage(function) : LLVMExternalLinkage;
      if ((linkage != LLVMInternalLinkage && linkage != LLVMPrivateLinkage) || LLVMGetFirstUse(function))
        continue;
      for (uint32_t j = 0; j < clones->originals.count; j++)
        if (clones->originals.at[j] == function)
          clones->originals.at[j] = NULL;
      esc_llvm_delete_function(run, function);
      more = true;
    }
  }
}

/* What becomes of one body. */
struct body {
  bool wanted;
  LLVMValueRef function;     /* the copy */
  ESC_VEC(uint32_t) slots;   /* the sites that its last parameters speak of */
  ESC_VEC(uint32_t) edits;   /* of the plan */
  ESC_VEC(uint32_t) callees; /* contexts whose copies are called */
};

struct copies {
  struct esc_ir *ir;
  struct body *at; /* by context */
};

static uint32_t context_of(const struct esc_ir *ir, const struct esc_edit *edit) {
  return edit->kind == ESC_EDIT_SLOT ? ir->sites.at[edit->subject].context : ir->events.at[edit->subject].context;
}

static void want_slot(struct esc_ir *ir, struct body *body, uint32_t site) {
  for (uint32_t i = 0; i < body->slots.count; i++)
    if (body->slots.at[i] == site)
      return;
  esc_vec_push(ir->arena, &body->slots, site);
}

static void want_freed(struct esc_ir *ir, struct body *body, const struct esc_ir_event *event) {
  for (esc_fact f = esc_solution_first(ir->solution, event->pointer); f; f = esc_solution_next(ir->solution, f)) {
    const struct esc_ir_site *site = esc_ir_site_of(ir, esc_solution_fact(ir->solution, f).object);
    if (site && site->slot)
      want_slot(ir, body, (uint32_t)(site - ir->sites.at));
  }
}

/* The edits of each body, and the bodies that may be replaced: what was decided holds if copies of them are called. */
static void collect(struct copies *all) {
  struct esc_ir *ir = all->ir;
  for (uint32_t e = 0; e < ir->plan.count; e++) {
    const struct esc_edit *edit = &ir->plan.at[e];
    uint32_t context = context_of(ir, edit);
    if (!context)
      continue;
    struct body *body = &all->at[context];
    body->wanted = true;
    esc_vec_push(ir->arena, &body->edits, e);
    if (edit->kind == ESC_EDIT_SLOT)
      want_slot(ir, body, edit->subject);
    else if (edit->kind == ESC_EDIT_GUARD_FREE)
      want_freed(ir, body, &ir->events.at[edit->subject]);
  }
  for (uint32_t c = 1; c < ir->contexts.count; c++)
    all->at[c].wanted |= ir->contexts.at[c].inexact;
}

/* Numbers of instructions, from 1, and back. */
struct order {
  struct esc_set numbers;
  ESC_VEC(LLVMValueRef) at;
};

static void number_all(struct esc_ir *ir, LLVMValueRef function, struct order *order) {
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      esc_vec_push(ir->arena, &order->at, i);
      (void)esc_set_add(ir->arena, &order->numbers, 0, 0, (uint64_t)(uintptr_t)i, order->at.count);
    }
}

static uint32_t number_in(const struct order *order, LLVMValueRef inst) {
  return esc_set_find(&order->numbers, 0, 0, (uint64_t)(uintptr_t)inst);
}

/* The instruction of the copy that stands where `inst` does in the original. */
static LLVMValueRef counterpart(const struct order *copied, const struct order *original, LLVMValueRef inst) {
  uint32_t number = number_in(original, inst);
  return number && number <= copied->at.count && copied->at.at ? copied->at.at[number - 1] : NULL;
}

/* The number of the parameter, behind those of the original, that stands for the slot. */
static uint32_t parameter_of(const struct esc_ir *ir, const struct body *body, uint32_t site, uint32_t *count) {
  uint32_t number = 0, found = UINT32_MAX;
  for (uint32_t i = 0; i < body->slots.count; i++) {
    if (body->slots.at[i] == site)
      found = number;
    number += ir->sites.at[body->slots.at[i]].in_turn ? 2 : 1;
  }
  *count = number;
  return found;
}

static const char *key_of_edit(const struct esc_ir *ir, const struct body *body, const struct esc_edit *edit,
                               const struct order *order) {
  uint32_t count = 0;
  if (edit->kind == ESC_EDIT_SLOT) {
    const struct esc_ir_site *site = &ir->sites.at[edit->subject];
    uint64_t size = site->size_constant ? site->size : UINT64_MAX;
    return esc_arena_format(ir->arena, " slot %u=%u %" PRIu64 " %" PRIu64 " %" PRIu64 " %d%d%d",
                            number_in(order, site->call), parameter_of(ir, body, edit->subject, &count), site->capacity,
                            site->alignment, size, site->partly, site->in_turn, site->size_known);
  }
  const struct esc_ir_event *event = &ir->events.at[edit->subject];
  const char *key = esc_arena_format(ir->arena, " free %u", number_in(order, event->inst));
  if (edit->kind == ESC_EDIT_REMOVE_FREE)
    return key;
  struct body freed = {.wanted = true};
  want_freed((struct esc_ir *)ir, &freed, event);
  for (uint32_t i = 0; i < freed.slots.count; i++)
    key = esc_arena_format(ir->arena, "%s!=%u%s", key, parameter_of(ir, body, freed.slots.at[i], &count),
                           ir->sites.at[freed.slots.at[i]].in_turn ? "t" : "");
  return key;
}

static const char *key_of(const struct copies *all, uint32_t context, const struct order *order) {
  const struct esc_ir *ir = all->ir;
  const struct body *body = &all->at[context];
  LLVMValueRef function = ir->contexts.at[context].function;
  const char *key = esc_arena_format(ir->arena, "%p %u", (void *)function,
                                     esc_set_find(&ir->clones->changed, 0, 0, (uint64_t)(uintptr_t)function));
  uint32_t count = 0;
  for (uint32_t i = 0; i < body->edits.count; i++)
    key = esc_arena_format(ir->arena, "%s%s", key, key_of_edit(ir, body, &ir->plan.at[body->edits.at[i]], order));
  const struct esc_ir_context *one = &ir->contexts.at[context];
  for (uint32_t i = 0; i < one->own_calls.count; i++)
    key = esc_arena_format(ir->arena, "%s own %u", key, number_in(order, one->own_calls.at[i]));
  for (uint32_t i = 0; i < body->callees.count; i++) {
    const struct body *callee = &all->at[body->callees.at[i]];
    key = esc_arena_format(ir->arena, "%s call %u %p", key, number_in(order, ir->contexts.at[body->callees.at[i]].call),
                           (void *)callee->function);
    for (uint32_t s = 0; s < callee->slots.count; s++)
      key = esc_arena_format(ir->arena, "%s,%u", key, parameter_of(ir, body, callee->slots.at[s], &count));
  }
  return key;
}

static uint64_t hash_of(const char *text) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  for (; *text; text++)
    hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
  return hash;
}

/* The copy with this key, or NULL; `hash` gets where to remember it. */
static LLVMValueRef find_clone(const struct esc_ir_clones *clones, const char *key, uint64_t *hash) {
  for (*hash = hash_of(key);; ++*hash) {
    uint32_t number = esc_set_find(&clones->by_key, 0, 0, *hash);
    if (!number)
      return NULL;
    if (strcmp(clones->made.at[number - 1].key, key) == 0)
      return clones->made.at[number - 1].function;
  }
}

static LLVMValueRef parameter(LLVMValueRef function, unsigned original, uint32_t number) {
  return LLVMGetParam(function, original + number);
}

/* The site as it is in a copy: its call there, and its slot by a parameter. */
static struct esc_ir_site in_copy(const struct esc_ir *ir, const struct body *body, uint32_t number, unsigned original,
                                  LLVMValueRef call) {
  uint32_t count = 0, first = parameter_of(ir, body, number, &count);
  struct esc_ir_site site = ir->sites.at[number];
  site.call = call;
  site.slot = NULL; /* lifetime markers name the alloca, which is the caller's */
  site.pointer = parameter(body->function, original, first);
  site.handle = ir->options->checked ? site.pointer : NULL;
  site.busy = site.in_turn ? parameter(body->function, original, first + 1) : NULL;
  return site;
}

static void edit_site(struct esc_ir *in, const struct body *body, uint32_t number, unsigned original,
                      LLVMValueRef call) {
  struct esc_ir_site site = in_copy(in, body, number, original, call);
  if (site.partly)
    esc_ir_ask_size(in, &site);
  (site.partly ? esc_ir_split_site : esc_ir_replace_site)(in, &site);
}

/* The free is skipped if its operand is that of a slot, one of which may be free again for the next. */
static void guard_free(struct esc_ir *in, const struct body *body, const struct esc_ir_event *event, unsigned original,
                       LLVMValueRef call) {
  struct body freed = {.wanted = true};
  want_freed(in, &freed, event);
  LLVMBuilderRef builder = esc_ir_build_before(in, call);
  LLVMValueRef any = NULL, pointer = LLVMGetOperand(call, (unsigned)event->allocator.pointer);
  struct esc_ir_event here = *event;
  here.inst = call;
  here.operand = pointer;
  for (uint32_t i = 0; i < freed.slots.count; i++) {
    struct esc_ir_site site = in_copy(in, body, freed.slots.at[i], original, call);
    LLVMValueRef equal = esc_ir_build_is_in(in, builder, &site, pointer);
    any = any ? LLVMBuildOr(builder, any, equal, "") : equal;
    if (!site.busy)
      continue;
    LLVMValueRef busy = LLVMBuildLoad2(builder, esc_ir_bit_type(in), site.busy, "");
    LLVMBuildStore(builder, LLVMBuildAnd(builder, busy, LLVMBuildNot(builder, equal, ""), ""), site.busy);
  }
  if (in->options->checked)
    esc_ir_check_free(in, &here, any);
  (void)esc_llvm_guard_call(call, any);
  LLVMDisposeBuilder(builder);
}

static void edit_free(struct esc_ir *in, const struct body *body, const struct esc_edit *edit, unsigned original,
                      LLVMValueRef call) {
  const struct esc_ir_event *event = &in->events.at[edit->subject];
  if (edit->kind == ESC_EDIT_GUARD_FREE) {
    guard_free(in, body, event, original, call);
    return;
  }
  struct esc_ir_event here = *event;
  here.inst = call;
  here.operand = LLVMGetOperand(call, (unsigned)event->allocator.pointer);
  esc_ir_remove_free(in, &here);
}

/* Slots, and what goes with them, as arguments: of the function itself (NULL), or as `caller`, a copy, has them. */
static uint32_t arguments_for(const struct copies *all, const struct body *callee, const struct body *caller,
                              unsigned original, LLVMValueRef *arguments) {
  const struct esc_ir *ir = all->ir;
  uint32_t count = 0;
  for (uint32_t i = 0; i < callee->slots.count; i++) {
    struct esc_ir_site site = ir->sites.at[callee->slots.at[i]];
    if (caller)
      site = in_copy(ir, caller, callee->slots.at[i], original, site.call);
    arguments[count++] = ir->options->checked ? site.handle : site.pointer;
    if (site.in_turn)
      arguments[count++] = site.busy;
  }
  return count;
}

static LLVMValueRef *room_for(const struct copies *all, const struct body *callee) {
  return esc_arena_alloc(all->ir->arena, (2 * (size_t)callee->slots.count + 1) * sizeof(LLVMValueRef));
}

/* Memory that is a slot now may have held what was said of fresh memory. */
static void take_back_promises(LLVMValueRef function) {
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
      if (LLVMHasMetadata(i))
        esc_llvm_drop_promises(i, true);
}

static void edit_copy(const struct copies *all, uint32_t context, const struct order *original) {
  struct esc_ir in = *all->ir;
  struct body *body = &all->at[context];
  const struct esc_ir_context *one = &in.contexts.at[context];
  unsigned parameters = LLVMCountParams(one->function);
  struct order copied = {.at = {0}};
  in.function = body->function;
  /* What is known by instruction is of this function's, some of which are gone: a new one may be at the same address.
   */
  in.site_at = in.vertices = in.event_at = (struct esc_set){.at = NULL};
  take_back_promises(body->function);
  number_all(&in, body->function, &copied);
  for (uint32_t i = 0; i < body->callees.count; i++) {
    const struct body *callee = &all->at[body->callees.at[i]];
    LLVMValueRef *arguments = room_for(all, callee);
    uint32_t count = arguments_for(all, callee, body, parameters, arguments);
    LLVMValueRef call = in.contexts.at[body->callees.at[i]].call;
    (void)esc_llvm_redirect(counterpart(&copied, original, call), callee->function, arguments, count);
  }
  for (uint32_t i = 0; i < one->own_calls.count; i++) {
    LLVMValueRef *arguments = room_for(all, body);
    uint32_t count = arguments_for(all, body, body, parameters, arguments);
    (void)esc_llvm_redirect(counterpart(&copied, original, one->own_calls.at[i]), body->function, arguments, count);
  }
  for (int slots = 0; slots < 2; slots++) /* frees first, while their operands still name the calls */
    for (uint32_t i = 0; i < body->edits.count; i++) {
      const struct esc_edit *edit = &in.plan.at[body->edits.at[i]];
      if ((edit->kind == ESC_EDIT_SLOT) != slots)
        continue;
      LLVMValueRef inst = slots ? in.sites.at[edit->subject].call : in.events.at[edit->subject].inst;
      inst = counterpart(&copied, original, inst);
      if (slots)
        edit_site(&in, body, edit->subject, parameters, inst);
      else
        edit_free(&in, body, edit, parameters, inst);
    }
}

static void make_copy(const struct copies *all, uint32_t context) {
  struct esc_ir *ir = all->ir;
  struct esc_ir_clones *clones = ir->clones;
  struct body *body = &all->at[context];
  const struct esc_ir_context *one = &ir->contexts.at[context];
  struct order original = {.at = {0}};
  uint64_t hash = 0;
  uint32_t count = 0;
  number_all(ir, one->function, &original);
  const char *key = key_of(all, context, &original);
  body->function = find_clone(clones, key, &hash);
  if (body->function) {
    clones->left += one->size; /* was counted as if it were new */
    return;
  }
  (void)parameter_of(ir, body, UINT32_MAX, &count);
  body->function = esc_llvm_clone(one->function, count);
  struct clone made = {esc_arena_string(clones->arena, key, strlen(key)), body->function};
  esc_vec_push(clones->arena, &clones->made, made);
  (void)esc_set_add(clones->arena, &clones->by_key, 0, 0, hash, clones->made.count);
  esc_vec_push(clones->arena, &clones->originals, one->function);
  edit_copy(all, context, &original);
  if (ir->options->verify)
    esc_llvm_verify(body->function);
  esc_llvm_finish(ir->run, body->function, !ir->options->no_cleanup);
}

static bool marks_lifetime(const struct esc_ir *ir, const struct esc_ir_site *site) {
  return site->slot && !site->in_turn && !ir->options->checked && !ir->options->no_lifetime;
}

void esc_ir_redirect_calls(struct esc_ir *ir) {
  if (ir->contexts.count == 1)
    return;
  struct copies all = {ir, esc_arena_alloc(ir->arena, ir->contexts.count * sizeof *all.at)};
  collect(&all);
  for (uint32_t c = ir->contexts.count - 1; c; c--) {
    if (!all.at[c].wanted)
      continue;
    make_copy(&all, c);
    struct body *parent = &all.at[ir->contexts.at[c].parent];
    parent->wanted = true;
    esc_vec_push(ir->arena, &parent->callees, c);
    for (uint32_t i = 0; i < all.at[c].slots.count; i++)
      want_slot(ir, parent, all.at[c].slots.at[i]);
  }
  for (uint32_t i = 0; i < ir->sites.count; i++)
    if (ir->sites.at[i].context && marks_lifetime(ir, &ir->sites.at[i]))
      esc_llvm_add_lifetime(ir->sites.at[i].slot, ir->sites.at[i].at, false);
  for (uint32_t i = 0; i < all.at[0].callees.count; i++) {
    const struct body *callee = &all.at[all.at[0].callees.at[i]];
    LLVMValueRef *arguments = room_for(&all, callee);
    uint32_t count = arguments_for(&all, callee, NULL, 0, arguments);
    (void)esc_llvm_redirect(ir->contexts.at[all.at[0].callees.at[i]].call, callee->function, arguments, count);
  }
}
