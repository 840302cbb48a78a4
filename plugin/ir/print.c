/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* print<escape>: the graph, the facts and the verdicts as stable text; dot-escape: the graph for Graphviz. */
#include "ir.h"

#include <inttypes.h>
#include <string.h>

static void print_object(struct esc_ir *ir, esc_object object) {
  static const char *const kinds[] = {[ESC_OBJECT_SITE] = "site",
                                      [ESC_OBJECT_LOCAL] = "local",
                                      [ESC_OBJECT_PARAM] = "param",
                                      [ESC_OBJECT_GLOBAL] = "global",
                                      [ESC_OBJECT_UNKNOWN] = "unknown"};
  const char *name = esc_graph_object_name(ir->graph, object);
  enum esc_object_kind kind = esc_graph_object_kind(ir->graph, object);
  esc_llvm_print(ir->run, kind == ESC_OBJECT_UNKNOWN
                              ? kinds[kind]
                              : esc_arena_format(ir->arena, "%s %u '%s'", kinds[kind], object, name ? name : ""));
}

static void print_facts(struct esc_ir *ir, const char *what, esc_vertex vertex) {
  if (!esc_solution_first(ir->solution, vertex))
    return;
  esc_llvm_print(ir->run, esc_arena_format(ir->arena, "    %s ->", what));
  for (esc_fact f = esc_solution_first(ir->solution, vertex); f; f = esc_solution_next(ir->solution, f)) {
    struct esc_fact_info fact = esc_solution_fact(ir->solution, f);
    esc_llvm_print(ir->run, " {");
    print_object(ir, fact.object);
    if (fact.offset == ESC_ANY && !esc_graph_is_outside(ir->graph, fact.object))
      esc_llvm_print(ir->run, " + ?");
    else if (fact.offset != ESC_ANY && fact.offset != 0)
      esc_llvm_print(ir->run, esc_arena_format(ir->arena, " + %" PRId64, fact.offset));
    esc_llvm_print(ir->run, "}");
  }
  esc_llvm_print(ir->run, "\n");
}

static void print_cells(struct esc_ir *ir) {
  for (uint32_t c = 0; c < esc_solution_cell_count(ir->solution); c++) {
    const struct esc_cell *cell = esc_solution_cell(ir->solution, c);
    const char *where = cell->offset == ESC_ANY
                            ? esc_arena_format(ir->arena, "[object %u, any offset]", cell->object)
                            : esc_arena_format(ir->arena, "[object %u + %" PRId64 ", %" PRIu64 " bytes]", cell->object,
                                               cell->offset, cell->width);
    print_facts(ir, where, cell->vertex);
  }
}

static void print_site(struct esc_ir *ir, uint32_t index) {
  const struct esc_ir_site *site = &ir->sites.at[index];
  bool named = site->reason_name && (*site->reason_name == '\'' || strstr(esc_reason_info(site->reason)->text, "%s"));
  esc_llvm_print(ir->run,
                 esc_arena_format(ir->arena, "  site %u: %s\n    ", site->object, esc_llvm_text(ir->run, site->call)));
  if (site->reason == ESC_REASON_NONE)
    esc_llvm_print(ir->run,
                   esc_arena_format(ir->arena, "%s %" PRIu64 " bytes, align %" PRIu64 ", proof %s%s%s\n",
                                    esc_ir_verdict(site), site->partly ? site->capacity : site->size, site->alignment,
                                    site->proof == ESC_IR_NO_ESCAPE ? "no-escape" : "must-free",
                                    site->in_turn ? ", in turn" : "", site->leaks_at ? ", leaks" : ""));
  else
    esc_llvm_print(ir->run, esc_arena_format(ir->arena, "heap: %s%s%s\n", esc_reason_info(site->reason)->token,
                                             named ? " " : "", named ? site->reason_name : ""));
  for (uint32_t i = 0; i < site->chain.count; i++) {
    struct esc_chain_step step = site->chain.at[i];
    esc_llvm_print(ir->run, esc_arena_format(ir->arena, "      %s: %s\n", esc_step_info(step.step)->token,
                                             step.place ? esc_llvm_text(ir->run, ir->places.at[step.place]) : ""));
  }
}

void esc_ir_print(struct esc_ir *ir) {
  esc_llvm_print(ir->run, esc_arena_format(ir->arena, "function '%s'\n", LLVMGetValueName(ir->function)));
  for (uint32_t i = 0; i < ir->sites.count; i++)
    print_site(ir, i);
  if (!ir->solution)
    return;
  esc_llvm_print(ir->run, "  points to:\n");
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(ir->function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      size_t length = 0;
      const char *name = LLVMGetValueName2(i, &length);
      esc_vertex vertex = esc_ir_vertex_of(ir, i);
      if (vertex)
        print_facts(ir, length ? esc_arena_format(ir->arena, "%%%s", name) : esc_llvm_text(ir->run, i), vertex);
    }
  print_facts(ir, "world", ESC_WORLD);
  print_facts(ir, "freer", ESC_FREER);
  print_cells(ir);
}

/* A name for between the quotes of Graphviz. */
static const char *quotable(struct esc_ir *ir, const char *name) {
  ESC_VEC(char) text = {0};
  for (; name && *name; name++) {
    if (*name == '"' || *name == '\\')
      esc_vec_push(ir->arena, &text, '\\');
    esc_vec_push(ir->arena, &text, *name);
  }
  esc_vec_push(ir->arena, &text, '\0');
  return text.at;
}

static const char *label(struct esc_ir *ir, esc_vertex vertex) {
  const char *name = esc_graph_vertex_name(ir->graph, vertex);
  return name && *name ? quotable(ir, name) : esc_arena_format(ir->arena, "%u", vertex);
}

static bool is_on_path(const struct esc_ir *ir, const struct esc_edge *edge) {
  for (uint32_t s = 0; s < ir->sites.count; s++)
    for (uint32_t i = 0; i < ir->sites.at[s].chain.count; i++)
      if (edge->place && ir->sites.at[s].chain.at[i].place == edge->place &&
          ir->sites.at[s].chain.at[i].step == edge->step)
        return true;
  return false;
}

void esc_ir_print_dot(struct esc_ir *ir) {
  if (!ir->solution)
    return;
  esc_llvm_print(ir->run, esc_arena_format(ir->arena, "digraph \"%s\" {\n  node [shape=box];\n",
                                           quotable(ir, LLVMGetValueName(ir->function))));
  for (esc_object o = 1; o <= esc_graph_object_count(ir->graph); o++)
    esc_llvm_print(ir->run, esc_arena_format(ir->arena, "  o%u [shape=ellipse, label=\"%s %u\"%s];\n", o,
                                             quotable(ir, esc_graph_object_name(ir->graph, o)), o,
                                             esc_solution_escape(ir->solution, o) ? ", color=red" : ""));
  for (esc_vertex v = 1; v <= esc_graph_vertex_count(ir->graph); v++)
    esc_llvm_print(ir->run, esc_arena_format(ir->arena, "  v%u [label=\"%s\"];\n", v, label(ir, v)));
  for (uint32_t e = 0; e < esc_graph_edge_count(ir->graph); e++) {
    static const char *const kinds[] = {
        [ESC_EDGE_ADDRESS] = "&",           [ESC_EDGE_COPY] = "",     [ESC_EDGE_OFFSET] = "+",
        [ESC_EDGE_DIFFERENCE] = "-",        [ESC_EDGE_LOAD] = "load", [ESC_EDGE_STORE] = "store",
        [ESC_EDGE_TRANSFER] = "copy memory"};
    const struct esc_edge *edge = esc_graph_edge(ir->graph, e);
    esc_llvm_print(ir->run, esc_arena_format(ir->arena, "  %s%u -> v%u [label=\"%s\"%s];\n",
                                             edge->kind == ESC_EDGE_ADDRESS ? "o" : "v", edge->from, edge->to,
                                             kinds[edge->kind], is_on_path(ir, edge) ? ", color=red" : ""));
  }
  esc_llvm_print(ir->run, "}\n");
}
