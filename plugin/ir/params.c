/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What a function does with its parameters, for people: remarks of the pass `escape-params`. Nothing is decided by
 * them.
 *
 *     struct node *push(struct node *list, struct node *item) { item->next = list; return item; }
 *
 *     parameter 'list' is stored through parameter 'item'
 *     parameter 'item' flows to the result
 *
 * Each pointer parameter gets an object that it points to, with another one in it that stands for all that can be
 * reached from there, and both are followed like allocations: to the result, into what other parameters point to, to
 * where they may be freed, and out of the program's sight. Two parameters are taken to point to different objects.
 */
#include "ir.h"

#include <string.h>

struct given {
  LLVMValueRef parameter;
  const char *name;
  esc_object object, content;
};

struct facts {
  struct esc_ir *ir;
  struct given *given;
  uint32_t count;
};

bool esc_ir_is_given(const struct esc_ir *ir, esc_object object) {
  return ir->first_given && object >= ir->first_given && object <= ir->last_given;
}

static bool is_pointer(LLVMValueRef value) { return LLVMGetTypeKind(LLVMTypeOf(value)) == LLVMPointerTypeKind; }

void esc_ir_read_parameters(struct esc_ir *ir) {
  ir->contexts.at[0].result = esc_graph_add_vertex(ir->graph, NULL);
  for (LLVMValueRef p = LLVMGetFirstParam(ir->function); p; p = LLVMGetNextParam(p)) {
    if (!is_pointer(p))
      continue;
    esc_vertex content = esc_graph_add_vertex(ir->graph, NULL), parameter = esc_graph_add_vertex(ir->graph, NULL);
    esc_object object = esc_graph_add_object(ir->graph, ESC_OBJECT_LOCAL, NULL, 0);
    ir->first_given = ir->first_given ? ir->first_given : object;
    ir->last_given = esc_graph_add_object(ir->graph, ESC_OBJECT_LOCAL, NULL, 0);
    esc_graph_add_address(ir->graph, parameter, object, ESC_STEP_ASSIGNED, 0);
    esc_graph_add_address(ir->graph, content, ir->last_given, ESC_STEP_ASSIGNED, 0);
    esc_graph_add_store(ir->graph, parameter, content, ESC_ALL_BYTES, ESC_STEP_ASSIGNED, 0);
    esc_graph_add_store(ir->graph, content, content, ESC_ALL_BYTES, ESC_STEP_ASSIGNED, 0);
    (void)esc_set_add(ir->arena, &ir->vertices, 0, 0, (uint64_t)(uintptr_t)p, parameter + 1);
    esc_graph_set_loose(ir->graph, object); /* an argument may point to any byte of something */
    esc_graph_set_loose(ir->graph, object + 1);
  }
  ir->given_edges = esc_graph_edge_count(ir->graph);
}

/* Pointers may come back in a number, but a number that was found behind a parameter is rarely one. */
static bool returns_pointers(LLVMValueRef function) {
  LLVMTypeKind kind = LLVMGetTypeKind(LLVMGetReturnType(LLVMGlobalGetValueType(function)));
  return kind == LLVMPointerTypeKind || kind == LLVMStructTypeKind || kind == LLVMArrayTypeKind;
}

static void note(struct esc_ir *ir, struct esc_llvm_arg *args, unsigned *count, const char *key, const char *value,
                 LLVMValueRef at) {
  args[(*count)++] = (struct esc_llvm_arg){NULL, "; ", NULL, 0, true};
  args[(*count)++] = (struct esc_llvm_arg){key, value, at, 0, true};
  (void)ir;
}

/* One fact: `text` ends the sentence; `to` is its token, `fact` (may be 0) its witness. */
static void tell(const struct facts *all, const struct given *given, bool content, const char *text, const char *to,
                 esc_fact fact) {
  enum { MOST_STEPS = 32, REST = 16 };
  struct esc_ir *ir = all->ir;
  struct esc_llvm_arg args[2 * MOST_STEPS + REST];
  unsigned count = 0;
  const char *quote = *given->name >= '0' && *given->name <= '9' ? "" : "'";
  args[count++] = (struct esc_llvm_arg){NULL, content ? "what parameter " : "parameter ", NULL, 0, false};
  args[count++] = (struct esc_llvm_arg){NULL, quote, NULL, 0, false};
  args[count++] = (struct esc_llvm_arg){"Param", given->name, NULL, 0, false};
  args[count++] = (struct esc_llvm_arg){NULL, quote, NULL, 0, false};
  args[count++] = (struct esc_llvm_arg){NULL, content ? " points to " : " ", NULL, 0, false};
  args[count++] = (struct esc_llvm_arg){NULL, text, NULL, 0, false};
  note(ir, args, &count, "To", to, NULL);
  note(ir, args, &count, "Level", content ? "1" : "0", NULL);
  struct esc_chain chain = {NULL, 0};
  if (fact)
    chain = esc_explain(ir->arena, ir->graph, ir->solution, fact);
  unsigned steps = 0;
  for (uint32_t i = 0; i < chain.count && steps < MOST_STEPS - 4; i++)
    if (esc_step_info(chain.at[i].step)->shown && chain.at[i].place) {
      note(ir, args, &count, "Flow", esc_step_info(chain.at[i].step)->token, ir->places.at[chain.at[i].place]);
      steps++;
    }
  note(ir, args, &count, "Phase", esc_llvm_phase(ir->run), NULL);
  esc_llvm_emit_fact(ir->run, ir->function, "ParamEscape", args, count);
}

static const struct given *owner_of(const struct facts *all, esc_object object) {
  for (uint32_t i = 0; i < all->count; i++)
    if (all->given[i].object == object || all->given[i].content == object)
      return &all->given[i];
  return NULL;
}

/* The parameters other than its own through which it is stored. */
static bool tell_stores(const struct facts *all, const struct given *given, esc_object object) {
  struct esc_ir *ir = all->ir;
  bool any = false;
  bool *told = esc_arena_alloc(ir->arena, all->count + 1);
  for (uint32_t c = 0; c < esc_solution_cell_count(ir->solution); c++) {
    const struct esc_cell *cell = esc_solution_cell(ir->solution, c);
    const struct given *owner = owner_of(all, cell->object);
    esc_fact fact = owner && owner != given ? esc_solution_points_to(ir->solution, cell->vertex, object) : 0;
    if (!fact || told[owner - all->given])
      continue;
    told[owner - all->given] = any = true;
    const char *quote = *owner->name >= '0' && *owner->name <= '9' ? "" : "'";
    const char *text = esc_arena_format(ir->arena, "is stored through parameter %s%s%s", quote, owner->name, quote);
    tell(all, given, object != given->object, text, "parameter", fact);
  }
  return any;
}

static esc_fact find_free(const struct esc_ir *ir, esc_object object) {
  esc_fact fact = esc_solution_points_to(ir->solution, ESC_FREER, object);
  for (uint32_t i = 0; !fact && i < ir->events.count; i++) {
    const struct esc_ir_event *event = &ir->events.at[i];
    if ((event->kind == ESC_IR_FREED || event->kind == ESC_IR_RESIZED) && event->pointer)
      fact = esc_solution_points_to(ir->solution, event->pointer, object);
  }
  return fact;
}

/* How it leaves: the reason's text, which speaks of "it", from its verb on. */
static void tell_escape(const struct facts *all, const struct given *given, bool content, esc_fact fact) {
  struct esc_ir *ir = all->ir;
  struct esc_chain chain = esc_explain(ir->arena, ir->graph, ir->solution, fact);
  const struct esc_reason_info *reason = esc_reason_info(esc_explain_reason(ir->graph, chain));
  const char *verb = strchr(reason->text, ' '), *hole = strstr(reason->text, "%s");
  const char *text = hole ? esc_arena_format(ir->arena, "%.*s%s%s", (int)(hole - verb - 1), verb + 1,
                                             esc_ir_name_of_end(ir, chain), hole + 2)
                          : verb + 1;
  tell(all, given, content, text, reason->token, fact);
}

/* It is returned, or found in something that is, which is not itself one of the parameters' objects. */
static esc_fact find_in_result(struct esc_ir *ir, esc_object object) {
  esc_fact fact = esc_solution_points_to(ir->solution, ir->contexts.at[0].result, object);
  const bool *seen = fact ? NULL : esc_ir_find_seen(ir, false);
  for (uint32_t c = 0; !fact && c < esc_solution_cell_count(ir->solution); c++) {
    const struct esc_cell *cell = esc_solution_cell(ir->solution, c);
    if (seen[cell->object] && !esc_ir_is_given(ir, cell->object))
      fact = esc_solution_points_to(ir->solution, cell->vertex, object);
  }
  return fact;
}

static bool tell_object(const struct facts *all, const struct given *given, bool content) {
  struct esc_ir *ir = all->ir;
  esc_object object = content ? given->content : given->object;
  esc_fact result = find_in_result(ir, object);
  esc_fact world = esc_solution_escape(ir->solution, object), freed = find_free(ir, object);
  if (result && (!content || returns_pointers(ir->function)))
    tell(all, given, content, "flows to the result", "result", result);
  else
    result = 0;
  bool stored = tell_stores(all, given, object);
  if (freed)
    tell(all, given, content, "may be freed", "free", freed);
  if (world)
    tell_escape(all, given, content, world);
  return result || stored || freed || world;
}

void esc_ir_report_parameters(struct esc_ir *ir) {
  struct facts all = {ir, esc_arena_alloc(ir->arena, (LLVMCountParams(ir->function) + 1) * sizeof *all.given), 0};
  esc_object next = ir->first_given;
  if (!esc_solution_is_complete(ir->solution))
    return;
  for (LLVMValueRef p = LLVMGetFirstParam(ir->function); p; p = LLVMGetNextParam(p))
    if (is_pointer(p)) {
      all.given[all.count++] = (struct given){p, esc_ir_name_of_parameter(ir, p), next, next + 1};
      next += 2;
    }
  for (uint32_t i = 0; i < all.count; i++) {
    const struct given *given = &all.given[i];
    bool any = tell_object(&all, given, false);
    any |= esc_solution_escape(ir->solution, given->object) ? false : tell_object(&all, given, true);
    if (!any && !esc_solution_escape(ir->solution, given->object))
      tell(&all, given, false, "does not escape", "nothing", 0);
  }
}
