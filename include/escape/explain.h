/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Explanations: the chain of steps by which an object escapes, and the reason it amounts to. Both are read off the
 * facts that the solver kept; nothing is analysed again.
 */
#ifndef ESCAPE_EXPLAIN_H
#define ESCAPE_EXPLAIN_H

#include "escape/solve.h"

#ifdef __cplusplus
extern "C" {
#endif

enum esc_reason {
  ESC_REASON_NONE,
#define ESC_REASON(ID, name, token, family, text, suggestion) ESC_REASON_##ID,
#include "escape/reasons.def"
#undef ESC_REASON
  ESC_REASON_COUNT
};

enum esc_family { ESC_FAMILY_ESCAPES, ESC_FAMILY_STAYS, ESC_FAMILY_SKIPPED };

struct esc_reason_info {
  const char *name;  /* CamelCase: the name of the remark */
  const char *token; /* kebab-case: the value of its argument Reason */
  enum esc_family family;
  const char *text; /* may contain one %s or %u */
  const char *suggestion;
};

/* The row of reasons.def. `reason` is not NONE. */
const struct esc_reason_info *esc_reason_info(enum esc_reason reason);

struct esc_step_info {
  const char *token;
  const char *text; /* may contain one %s */
  bool shown;
  enum esc_reason reason;
};

/* The row of steps.def. */
const struct esc_step_info *esc_step_info(enum esc_step step);

/* One step of a chain. */
struct esc_chain_step {
  enum esc_step step;
  esc_place place;    /* where the program does it; 0 when the step has no place of its own */
  esc_object subject; /* what moves: the object, or the one that holds it once the chain goes on with that */
  esc_object memory;  /* for steps through memory: the object stored to or loaded from, otherwise 0 */
};

struct esc_chain {
  struct esc_chain_step *at;
  uint32_t count;
};

/*
 * The whole chain from the allocation to `fact`, in the order in which the program runs. Where the object escapes
 * because it is stored in another one that does, the other's chain follows. Lives in `arena`.
 */
struct esc_chain esc_explain(esc_arena *arena, const esc_graph *graph, const esc_solution *solution, esc_fact fact);

/* The reason that a chain amounts to, by its last step. */
enum esc_reason esc_explain_reason(const esc_graph *graph, struct esc_chain chain);

#ifdef __cplusplus
}
#endif
#endif
