/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Whether a pointer is that of a slot: its origin, an i1 that is computed beside the pointer.
 *
 *     %p = phi ptr [ %malloc, %a ], [ %param, %b ]         %p.origin = phi i1 [ true, %a ], [ false, %b ]
 *     call void @free(ptr %p)                              if (!%p.origin) call void @free(ptr %p)
 *
 * A site that has its slot in any case brings a constant, one whose object may be on the heap too (stack-or-heap) the
 * i1 that was asked before its call. Where the origin cannot be read off the SSA graph (a pointer that comes out of
 * memory) it is a comparison with every slot that can be meant. Null compares equal to none.
 */
#include "ir.h"

static LLVMValueRef bit(const struct esc_ir *ir, bool set) { return LLVMConstInt(esc_ir_bit_type(ir), set, 0); }

/* The next fact, from `f` on, by which a value may be that of a site; of a promoted one if `promoted`. */
static const struct esc_ir_site *next_site(const struct esc_ir *ir, esc_fact *f, bool promoted) {
  for (; *f; *f = esc_solution_next(ir->solution, *f)) {
    const struct esc_ir_site *site = esc_ir_site_of(ir, esc_solution_fact(ir->solution, *f).object);
    if (site && (site->slot || !promoted))
      return site;
  }
  return NULL;
}

static bool may_be_site(const struct esc_ir *ir, LLVMValueRef value, bool promoted) {
  esc_vertex vertex = esc_ir_vertex_of(ir, value);
  esc_fact f = vertex ? esc_solution_first(ir->solution, vertex) : 0;
  return next_site(ir, &f, promoted) != NULL;
}

/* A handle, unlike a slot, can be null. */
LLVMValueRef esc_ir_build_is_in(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site,
                                LLVMValueRef pointer) {
  LLVMValueRef slot = ir->options->checked ? esc_ir_load_handle(builder, site) : site->pointer;
  LLVMValueRef equal = LLVMBuildICmp(builder, LLVMIntEQ, pointer, slot, "");
  return ir->options->checked ? LLVMBuildAnd(builder, equal, LLVMBuildIsNotNull(builder, pointer, ""), "") : equal;
}

/* With every slot that can be meant. A freed pointer has one fact for each: offsets other than 0 were refused. */
static LLVMValueRef compare(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef value) {
  LLVMValueRef any = NULL;
  esc_fact f = esc_solution_first(ir->solution, esc_ir_vertex_of(ir, value));
  for (const struct esc_ir_site *site; (site = next_site(ir, &f, true)); f = esc_solution_next(ir->solution, f)) {
    LLVMValueRef equal = esc_ir_build_is_in(ir, builder, site, value);
    any = any ? LLVMBuildOr(builder, any, equal, "") : equal;
  }
  return any ? any : bit(ir, false);
}

/* A select that the builder would not fold, and that is one of pointers and not of vectors of them. */
static bool has_own_condition(LLVMValueRef select) {
  LLVMValueRef condition = LLVMGetOperand(select, 0);
  return !LLVMIsAConstant(condition) && LLVMGetTypeKind(LLVMTypeOf(condition)) == LLVMIntegerTypeKind;
}

/* Values to look at, each once. Long chains of phis and selects must not become deep recursion. */
struct trail {
  const struct esc_ir *ir;
  ESC_VEC(LLVMValueRef) todo;
  struct esc_set seen;
};

static void push(struct trail *trail, LLVMValueRef value) {
  if (esc_set_add(trail->ir->arena, &trail->seen, 0, 0, (uint64_t)(uintptr_t)value, 1))
    esc_vec_push(trail->ir->arena, &trail->todo, value);
}

/* Adds what a phi or select takes its value from. False if the value is of another kind. */
static bool push_inputs(struct trail *trail, LLVMValueRef value) {
  if (LLVMIsAPHINode(value)) {
    for (unsigned i = 0; i < LLVMCountIncoming(value); i++)
      push(trail, LLVMGetIncomingValue(value, i));
    return true;
  }
  if (!LLVMIsASelectInst(value) || !has_own_condition(value))
    return false;
  push(trail, LLVMGetOperand(value, 1));
  push(trail, LLVMGetOperand(value, 2));
  return true;
}

/* A value whose origin is known without a look at others: that of a site, or that of none. */
static bool is_plain(const struct esc_ir *ir, LLVMValueRef value, bool promoted) {
  const struct esc_ir_site *site = esc_ir_site_at(ir, value);
  if (site && (site->slot || site->fits || !promoted))
    return true;
  return !may_be_site(ir, value, promoted);
}

/* The origin of a plain value. A realloc's result is in the slot of another site, or in its own. */
static LLVMValueRef plain_origin(const struct esc_ir *ir, LLVMValueRef value) {
  const struct esc_ir_site *site = esc_ir_site_at(ir, value);
  if (site && site->fits)
    return site->fits;
  return bit(ir, site && site->slot);
}

/* The origin of `value` for a use at `before`; phis and selects have theirs already. */
static LLVMValueRef origin_of(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef value, LLVMValueRef before) {
  value = esc_ir_strip(value);
  if (is_plain(ir, value, true))
    return plain_origin(ir, value);
  uint32_t index = esc_set_find(&ir->origin_of, 0, 0, (uint64_t)(uintptr_t)value);
  if (index)
    return ir->origins.at[index - 1];
  LLVMPositionBuilderBefore(builder, before);
  return compare(ir, builder, value);
}

/* An undefined condition may be taken for one thing here and another there: pointer and origin must agree. */
static LLVMValueRef frozen_condition(LLVMBuilderRef builder, LLVMValueRef select) {
  LLVMValueRef condition = LLVMGetOperand(select, 0);
  if (LLVMIsAFreezeInst(condition))
    return condition;
  LLVMValueRef frozen = LLVMBuildFreeze(builder, condition, "");
  LLVMSetOperand(select, 0, frozen);
  return frozen;
}

/* The origin of a phi or select, beside it, without its inputs: they may lead back to it through a loop. */
static void add_empty_origin(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef value) {
  LLVMPositionBuilderBefore(builder, value);
  LLVMValueRef origin = LLVMIsAPHINode(value) ? LLVMBuildPhi(builder, LLVMTypeOf(bit(ir, false)), "origin")
                                              : LLVMBuildSelect(builder, frozen_condition(builder, value),
                                                                bit(ir, false), bit(ir, true), "origin");
  esc_vec_push(ir->arena, &ir->origins, origin);
  (void)esc_set_add(ir->arena, &ir->origin_of, 0, 0, (uint64_t)(uintptr_t)value, ir->origins.count);
}

static void fill_phi(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef phi, LLVMValueRef origin) {
  unsigned count = LLVMCountIncoming(phi);
  struct esc_set first = {0};
  for (unsigned i = 0; i < count; i++) {
    LLVMBasicBlockRef from = LLVMGetIncomingBlock(phi, i);
    /* One block that comes in twice (a switch) must bring the same value twice. */
    uint32_t before = esc_set_find(&first, 0, 0, (uint64_t)(uintptr_t)from);
    LLVMValueRef one = before ? LLVMGetIncomingValue(origin, before - 1)
                              : origin_of(ir, builder, LLVMGetIncomingValue(phi, i), LLVMGetBasicBlockTerminator(from));
    if (!before)
      (void)esc_set_add(ir->arena, &first, 0, 0, (uint64_t)(uintptr_t)from, i + 1);
    LLVMAddIncoming(origin, &one, &from, 1);
  }
}

static void fill_origin(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef value) {
  LLVMValueRef origin = ir->origins.at[esc_set_find(&ir->origin_of, 0, 0, (uint64_t)(uintptr_t)value) - 1];
  if (LLVMIsAPHINode(value)) {
    fill_phi(ir, builder, value, origin);
    return;
  }
  for (unsigned arm = 1; arm <= 2; arm++)
    LLVMSetOperand(origin, arm, origin_of(ir, builder, LLVMGetOperand(value, arm), origin));
}

/* Origins for all phis and selects that lead to `pointer` and have none yet: first empty ones, then their inputs. */
static void make_origins(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef pointer) {
  struct trail trail = {ir, {0}, {0}};
  ESC_VEC(LLVMValueRef) made = {0};
  push(&trail, pointer);
  for (uint32_t done = 0; done < trail.todo.count; done++) {
    LLVMValueRef value = esc_ir_strip(trail.todo.at[done]);
    if (is_plain(ir, value, true) || esc_set_find(&ir->origin_of, 0, 0, (uint64_t)(uintptr_t)value) ||
        !push_inputs(&trail, value))
      continue;
    add_empty_origin(ir, builder, value);
    esc_vec_push(ir->arena, &made, value);
  }
  for (uint32_t i = 0; i < made.count; i++)
    fill_origin(ir, builder, made.at[i]);
}

LLVMValueRef esc_ir_origin(struct esc_ir *ir, LLVMValueRef pointer, LLVMValueRef before) {
  LLVMBuilderRef builder = LLVMCreateBuilderInContext(LLVMGetModuleContext(ir->module));
  make_origins(ir, builder, pointer);
  LLVMValueRef origin = origin_of(ir, builder, pointer, before);
  LLVMDisposeBuilder(builder);
  return origin;
}

struct esc_ir_site *esc_ir_only_slot(const struct esc_ir *ir, esc_vertex pointer) {
  esc_fact f = pointer ? esc_solution_first(ir->solution, pointer) : 0;
  const struct esc_ir_site *site = next_site(ir, &f, true);
  f = site ? esc_solution_next(ir->solution, f) : 0;
  return site && !next_site(ir, &f, true) ? &ir->sites.at[site - ir->sites.at] : NULL;
}

void esc_ir_vacate(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef pointer, esc_vertex vertex,
                   LLVMValueRef when) {
  bool only = esc_ir_only_slot(ir, vertex) != NULL;
  esc_fact f = vertex ? esc_solution_first(ir->solution, vertex) : 0;
  for (const struct esc_ir_site *site; (site = next_site(ir, &f, true)); f = esc_solution_next(ir->solution, f)) {
    if (!site->busy)
      continue;
    LLVMValueRef ends = only ? bit(ir, true) : esc_ir_build_is_in(ir, builder, site, pointer);
    if (when)
      ends = LLVMBuildAnd(builder, ends, when, "");
    LLVMValueRef busy = LLVMBuildLoad2(builder, LLVMTypeOf(ends), site->busy, "");
    LLVMBuildStore(builder, LLVMBuildAnd(builder, busy, LLVMBuildNot(builder, ends, ""), ""), site->busy);
  }
}

/* One comparison for each is code that grows as sites times frees. */
static bool has_many_sites(const struct esc_ir *ir, LLVMValueRef value) {
  unsigned count = 0;
  esc_fact f = esc_solution_first(ir->solution, esc_ir_vertex_of(ir, value));
  for (; count <= ESC_IR_MOST_COMPARED && next_site(ir, &f, false); f = esc_solution_next(ir->solution, f))
    count++;
  return count > ESC_IR_MOST_COMPARED;
}

static bool follow_origins(const struct esc_ir *ir, LLVMValueRef pointer, bool compare_allowed) {
  struct trail trail = {ir, {0}, {0}};
  push(&trail, pointer);
  for (uint32_t done = 0; done < trail.todo.count; done++) {
    LLVMValueRef value = esc_ir_strip(trail.todo.at[done]);
    if (is_plain(ir, value, false) || push_inputs(&trail, value))
      continue;
    if (!compare_allowed || LLVMIsATerminatorInst(value) || has_many_sites(ir, value))
      return false;
  }
  return true;
}

/*
 * Asked before it is decided what moves: every site counts as one that might. True if a guard can be written for the
 * pointer; with `compare` false, without comparing pointers. What an invoke returns cannot be compared where a phi
 * takes it over, since no place is behind the one and before the other.
 */
bool esc_ir_can_make_origin(struct esc_ir *ir, LLVMValueRef pointer, bool compare_allowed) {
  uint32_t known = esc_set_find(&ir->guards, 0, 0, (uint64_t)(uintptr_t)pointer);
  if (!known) {
    known = follow_origins(ir, pointer, compare_allowed) ? 2 : 1;
    (void)esc_set_add(ir->arena, &ir->guards, 0, 0, (uint64_t)(uintptr_t)pointer, known);
  }
  return known == 2;
}
