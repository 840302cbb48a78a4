/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/explain.h"

#include <assert.h>

const struct esc_reason_info *esc_reason_info(enum esc_reason reason) {
  static const struct esc_reason_info table[] = {
      {"", "", ESC_FAMILY_STAYS, "", ""},
#define ESC_REASON(ID, name, token, family, text, suggestion) {name, token, ESC_FAMILY_##family, text, suggestion},
#include "escape/reasons.def"
#undef ESC_REASON
  };
  assert(reason > ESC_REASON_NONE && reason < ESC_REASON_COUNT);
  return &table[reason];
}

const struct esc_step_info *esc_step_info(enum esc_step step) {
  static const struct esc_step_info table[] = {
#define ESC_STEP(ID, token, text, shown, reason) {token, text, shown, ESC_REASON_##reason},
#include "escape/steps.def"
#undef ESC_STEP
  };
  assert(step < ESC_STEP_COUNT);
  return &table[step];
}

struct esc_chain esc_explain(esc_arena *arena, const esc_graph *graph, const esc_solution *solution, esc_fact fact) {
  ESC_VEC(struct esc_chain_step) steps = {0};
  while (fact) {
    /* One leg: what happens to one object. Legs are found in running order, the steps of a leg backwards. */
    uint32_t leg = steps.count;
    esc_fact next = 0;
    for (esc_fact f = fact; f;) {
      struct esc_fact_info info = esc_solution_fact(solution, f);
      const struct esc_edge *edge = esc_graph_edge(graph, info.edge);
      /* The pointer leaves because the memory that holds it is reached: the chain goes on with that memory. The fact
         that reaches it is older than this one, so this ends. */
      if (f == fact && edge->step == ESC_STEP_REACHED)
        next = info.via;
      else
        esc_vec_push(arena, &steps,
                     (struct esc_chain_step){edge->step, edge->place, info.object,
                                             info.via ? esc_solution_fact(solution, info.via).object : 0});
      f = info.parent;
    }
    for (uint32_t a = leg, b = steps.count; a + 1 < b; a++, b--) {
      struct esc_chain_step swap = steps.at[a];
      steps.at[a] = steps.at[b - 1];
      steps.at[b - 1] = swap;
    }
    fact = next;
  }
  return (struct esc_chain){steps.at, steps.count};
}

enum esc_reason esc_explain_reason(const esc_graph *graph, struct esc_chain chain) {
  assert(chain.count);
  struct esc_chain_step last = chain.at[chain.count - 1];
  if ((last.step == ESC_STEP_STORED || last.step == ESC_STEP_COPIED) && last.memory) {
    if (esc_graph_object_kind(graph, last.memory) == ESC_OBJECT_PARAM)
      return ESC_REASON_ESCAPES_TO_PARAMETER;
    if (esc_graph_object_kind(graph, last.memory) == ESC_OBJECT_GLOBAL)
      return ESC_REASON_ESCAPES_TO_GLOBAL;
  }
  return esc_step_info(last.step)->reason;
}
