/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Summaries of functions that do nothing with what they are handed but look at it, and write numbers into it: most
 * functions are of that kind, and most are called often, so that their bodies are read once and not for each call.
 *
 *     int width(const struct image *i) { return i->width; }             clean
 *     void grow(struct box *b) { b->width++; }                          clean, and writes 4 bytes at offset 0
 *     long total(const long *p, int n) { ... return sum; }              clean, and its contents may be in the result
 *     struct box *same(struct box *b) { return b; }                     not clean: followed at each call
 *
 * A parameter is clean if neither the object that it points to nor anything that can be reached from there is kept,
 * freed, resized, or stored anywhere, none of it is returned as a pointer, and nothing is stored in them but numbers in
 * the object itself. Each
 * parameter is taken for a pointer to an object of its own. Where two are the same object, or one holds the other, what
 * was said stays true if it was said of both, since all that is read from an object is taken for any of its contents.
 *
 * Made on demand, callees before callers, once for each function. A function that calls itself has none.
 *
 * That a clean parameter is not freed is told to LLVM at the end, for the rest of the pipeline. That it is not captured
 * is not: LLVM means the address too, which a callee may compare, and finds the plain cases itself.
 */
#include "ir.h"

enum { MOST_WRITES = 16, DEEPEST = 64 };

struct write {
  unsigned parameter;
  int64_t offset;
  uint64_t width, grain;
  bool number; /* it may be read again as a pointer to anything outside */
  bool again;  /* it may be made from what can be reached from the object */
};

struct esc_ir_summary {
  uint64_t clean;    /* bit n: parameter n */
  uint64_t returned; /* what it points to may be in the number that is returned */
  LLVMValueRef function;
  struct write writes[MOST_WRITES];
  uint32_t count;
};

/* What a store to the parameter's object is to a caller. False if it is more than a caller is told of. */
static bool add_write(struct esc_ir_summary *summary, const struct esc_ir *in, const struct esc_edge *edge,
                      unsigned parameter, esc_object content, int64_t offset) {
  struct write write = {parameter, offset, edge->width, edge->grain, false, false};
  if (edge->kind != ESC_EDGE_STORE || summary->count == MOST_WRITES)
    return false;
  for (esc_fact f = esc_solution_first(in->solution, edge->from); f; f = esc_solution_next(in->solution, f)) {
    esc_object from = esc_solution_fact(in->solution, f).object;
    if (from != ESC_UNKNOWN && from != content)
      return false;
    write.number |= from == ESC_UNKNOWN;
    write.again |= from == content;
  }
  for (uint32_t i = 0; i < summary->count; i++) {
    struct write *known = &summary->writes[i];
    if (known->parameter == parameter && known->offset == offset && known->width == write.width &&
        known->grain == write.grain) {
      known->number |= write.number;
      known->again |= write.again;
      return true;
    }
  }
  summary->writes[summary->count++] = write;
  return true;
}

/* Stores to what the parameters point to; takes those off the clean ones that have others than a caller is told of. */
static void look_at_writes(struct esc_ir_summary *summary, const struct esc_ir *in, const uint32_t *parameter_of) {
  for (uint32_t e = in->given_edges; e < esc_graph_edge_count(in->graph); e++) {
    const struct esc_edge *edge = esc_graph_edge(in->graph, e);
    if (edge->kind != ESC_EDGE_STORE && edge->kind != ESC_EDGE_TRANSFER)
      continue;
    for (esc_fact f = esc_solution_first(in->solution, edge->to); f; f = esc_solution_next(in->solution, f)) {
      struct esc_fact_info to = esc_solution_fact(in->solution, f);
      if (!esc_ir_is_given(in, to.object))
        continue;
      unsigned parameter = parameter_of[to.object - in->first_given];
      bool is_content = (to.object - in->first_given) % 2;
      if (is_content || !add_write(summary, in, edge, parameter, to.object + 1, to.offset))
        summary->clean &= ~(UINT64_C(1) << parameter);
    }
  }
}

static bool points_to_either(const struct esc_ir *in, esc_vertex vertex, esc_object object) {
  return esc_solution_points_to(in->solution, vertex, object) ||
         esc_solution_points_to(in->solution, vertex, object + 1);
}

static bool mark_all(const struct esc_ir *in, esc_vertex vertex, bool *marked) {
  bool any = false;
  for (esc_fact f = esc_solution_first(in->solution, vertex); f; f = esc_solution_next(in->solution, f)) {
    esc_object object = esc_solution_fact(in->solution, f).object;
    any |= !marked[object];
    marked[object] = true;
  }
  return any;
}

bool *esc_ir_find_seen(struct esc_ir *in, bool given) {
  bool *seen = esc_arena_alloc(in->arena, esc_graph_object_count(in->graph) + 1);
  for (esc_object o = in->first_given; given && o <= in->last_given; o++)
    seen[o] = true;
  (void)mark_all(in, in->contexts.at[0].result, seen);
  for (bool more = true; more;) {
    more = false;
    for (uint32_t c = 0; c < esc_solution_cell_count(in->solution); c++) {
      const struct esc_cell *cell = esc_solution_cell(in->solution, c);
      more |= seen[cell->object] && mark_all(in, cell->vertex, seen);
    }
  }
  return seen;
}

/* `object` and the one behind it, its content, go nowhere. */
static bool stays(struct esc_ir *in, esc_object object, const bool *seen) {
  if (esc_solution_escape(in->solution, object) || esc_solution_escape(in->solution, object + 1) ||
      points_to_either(in, ESC_FREER, object) ||
      esc_solution_points_to(in->solution, in->contexts.at[0].result, object))
    return false;
  for (uint32_t i = 0; i < in->events.count; i++)
    if (in->events.at[i].pointer && points_to_either(in, in->events.at[i].pointer, object))
      return false;
  for (uint32_t c = 0; c < esc_solution_cell_count(in->solution); c++) {
    const struct esc_cell *cell = esc_solution_cell(in->solution, c);
    bool is_own = cell->object == object || cell->object == object + 1;
    if (!seen[cell->object]) /* it is gone when the function returns, or lost */
      continue;
    if (esc_solution_points_to(in->solution, cell->vertex, object) ||
        (!is_own && esc_solution_points_to(in->solution, cell->vertex, object + 1)))
      return false;
  }
  return true;
}

/* A number that is returned may be made from what was found, which a caller is told; a pointer had better be followed.
 */
static bool returns_number(LLVMValueRef function) {
  LLVMTypeKind kind = LLVMGetTypeKind(LLVMGetReturnType(LLVMGlobalGetValueType(function)));
  return kind == LLVMIntegerTypeKind || kind == LLVMFloatTypeKind || kind == LLVMDoubleTypeKind;
}

static void find_clean(struct esc_ir_summary *summary, struct esc_ir *in) {
  if (!in->first_given || !esc_solution_is_complete(in->solution))
    return;
  uint32_t *parameter_of = esc_arena_alloc(in->arena, (in->last_given - in->first_given + 2) * sizeof *parameter_of);
  esc_object object = in->first_given;
  const bool *seen = esc_ir_find_seen(in, true);
  unsigned number = 0;
  for (LLVMValueRef p = LLVMGetFirstParam(in->function); p; p = LLVMGetNextParam(p), number++) {
    if (LLVMGetTypeKind(LLVMTypeOf(p)) != LLVMPointerTypeKind)
      continue;
    parameter_of[object - in->first_given] = parameter_of[object + 1 - in->first_given] = number;
    bool returned = esc_solution_points_to(in->solution, in->contexts.at[0].result, object + 1) != 0;
    if (number < 64 && stays(in, object, seen) && (!returned || returns_number(in->function))) {
      summary->clean |= UINT64_C(1) << number;
      summary->returned |= (uint64_t)returned << number;
    }
    object += 2;
  }
  look_at_writes(summary, in, parameter_of);
}

bool esc_ir_tell_summaries(struct esc_ir_calls *calls) {
  const struct esc_ir_summaries *all = esc_ir_summaries(calls);
  bool any = false;
  for (uint32_t i = 0; i < all->at.count; i++) {
    const struct esc_ir_summary *summary = all->at.at[i];
    for (unsigned p = 0; p < LLVMCountParams(summary->function); p++)
      if (summary->clean >> p & 1)
        any |= esc_llvm_promise_no_free(summary->function, p);
  }
  return any;
}

/* The summary of the function; NULL while it is being made. */
static const struct esc_ir_summary *summary_of(struct esc_ir *ir, LLVMValueRef function) {
  static const struct esc_ir_summary nothing = {0};
  struct esc_ir_summaries *all = esc_ir_summaries(ir->calls);
  uint32_t known = esc_set_find(&all->number, 0, 0, (uint64_t)(uintptr_t)function);
  if (known)
    return known == 1 ? &nothing : all->at.at[known - 2];
  if (LLVMCountParams(function) > 64 || all->depth == DEEPEST)
    return &nothing;
  (void)esc_set_add(all->arena, &all->number, 0, 0, (uint64_t)(uintptr_t)function, 1);
  struct esc_ir_summary *made = esc_arena_alloc(all->arena, sizeof *made);
  made->function = function;
  struct esc_ir in = {.arena = esc_arena_new(NULL),
                      .run = ir->run,
                      .module = ir->module,
                      .function = function,
                      .original = function,
                      .calls = ir->calls,
                      .clones = ir->clones,
                      .options = ir->options,
                      .models = ir->models,
                      .for_parameters = true,
                      .for_summary = true};
  all->depth++;
  esc_ir_read_function(&in);
  find_clean(made, &in);
  all->depth--;
  esc_arena_free(in.solving);
  esc_arena_free(in.arena);
  esc_vec_push(all->arena, &all->at, made);
  esc_set_replace(&all->number, 0, 0, (uint64_t)(uintptr_t)function, all->at.count + 1);
  return made;
}

static void apply_write(struct esc_ir *ir, LLVMValueRef call, const struct write *write) {
  esc_vertex to = esc_ir_vertex(ir, LLVMGetOperand(call, write->parameter));
  esc_place place = esc_ir_place(ir, call);
  if (!to)
    return;
  esc_vertex at = esc_graph_add_vertex(ir->graph, NULL);
  esc_graph_add_offset(ir->graph, at, to, write->offset, ESC_STEP_MOVED, place);
  esc_vertex from = esc_graph_add_vertex(ir->graph, NULL);
  if (write->number)
    esc_graph_add_copy(ir->graph, from, ESC_STRANGER, ESC_STEP_WRITTEN, place);
  if (write->again)
    esc_ir_read_deep(ir, call, from, to, ESC_STEP_LOADED);
  esc_graph_add_store(ir->graph, at, from, write->width, ESC_STEP_WRITTEN, place);
  esc_graph_set_grain(ir->graph, write->grain);
}

bool esc_ir_apply_summary(struct esc_ir *ir, LLVMValueRef call, LLVMValueRef callee, uint64_t handed) {
  if (!handed || LLVMGetNumArgOperands(call) != LLVMCountParams(callee) || LLVMCountParams(callee) > 64 ||
      esc_llvm_body(call, callee) != ESC_LLVM_EXACT_BODY)
    return false;
  const struct esc_ir_summary *summary = summary_of(ir, callee);
  uint64_t clean = summary->clean;
  for (unsigned i = 0; i < LLVMCountParams(callee); i++)
    if (esc_llvm_argument(call, i) & ESC_LLVM_ARG_BYVAL)
      clean &= ~(UINT64_C(1) << i);
  if (handed & ~clean)
    return false;
  esc_ir_read_all_but(ir, call, clean, clean & summary->returned);
  for (uint32_t i = 0; i < summary->count; i++)
    if (clean >> summary->writes[i].parameter & 1)
      apply_write(ir, call, &summary->writes[i]);
  return true;
}
