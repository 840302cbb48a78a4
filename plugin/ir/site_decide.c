/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * One verdict for each site. Questions are asked in the order in which an answer is of use to a person: does it escape,
 * may somebody else free it, is there a use that a slot cannot serve, is it too large. The first "no" is the reason.
 */
#include "ir.h"

/* A limit on walks or facts was hit: the number that the remark shows. */
static enum esc_reason gave_up(struct esc_ir_site *site, uint64_t limit) {
  site->reason_number = limit;
  return ESC_REASON_ANALYSIS_LIMIT;
}

/* Parameters without a name have a number, which needs no quotes. */
static const char *quoted(struct esc_ir *ir, const char *name) {
  if (!name || !*name)
    return "that has no name";
  return *name >= '0' && *name <= '9' ? name : esc_arena_format(ir->arena, "'%s'", name);
}

/* The name that goes with the last step of a chain: whom it was passed to, what it was stored to. */
const char *esc_ir_name_of_end(struct esc_ir *ir, struct esc_chain chain) {
  struct esc_chain_step last = chain.at[chain.count - 1];
  if ((last.step == ESC_STEP_STORED || last.step == ESC_STEP_COPIED) && last.memory)
    return quoted(ir, esc_graph_object_name(ir->graph, last.memory));
  LLVMValueRef inst = last.place ? ir->places.at[last.place] : NULL;
  if (inst && esc_ir_is_call(inst)) {
    LLVMValueRef callee = esc_llvm_callee(inst);
    if (callee)
      return quoted(ir, esc_llvm_display_name(ir->run, callee));
  }
  return "a function";
}

static enum esc_reason check_escape(struct esc_ir *ir, struct esc_ir_site *site) {
  esc_fact escape = esc_solution_escape(ir->solution, site->object);
  esc_fact freed = esc_solution_points_to(ir->solution, ESC_FREER, site->object);
  if (!escape && !freed)
    return ESC_REASON_NONE;
  if (!ir->options->no_must_free && !site->context && esc_ir_must_free(ir, site)) {
    site->proof = ESC_IR_MUST_FREE;
    return ESC_REASON_NONE;
  }
  site->chain = esc_explain(ir->arena, ir->graph, ir->solution, escape ? escape : freed);
  site->reason_name = esc_ir_name_of_end(ir, site->chain);
  return escape ? esc_explain_reason(ir->graph, site->chain) : ESC_REASON_FREED_ELSEWHERE;
}

/* A walk that gave up has proved nothing, and the reason must not say that it found something. */
static enum esc_reason unless_gave_up(struct esc_ir *ir, struct esc_ir_site *site, enum esc_reason reason) {
  if (!esc_ir_gave_up(ir))
    return reason;
  site->reason_number = ir->options->max_walk;
  return ESC_REASON_ANALYSIS_LIMIT;
}

static enum esc_reason check_instances(struct esc_ir *ir, struct esc_ir_site *site) {
  if (!site->settled && ir->options->no_turns && !esc_ir_replaces_a_block(site))
    return site->gave_up ? gave_up(site, ir->options->max_walk) : ESC_REASON_MULTIPLE_INSTANCES;
  if (!ir->options->no_loops || !esc_llvm_in_cycle(ir->run, site->at))
    return ESC_REASON_NONE;
  site->reason_name = "-escape-no-loops";
  return ESC_REASON_POLICY;
}

/* What stands in the way once it is known that the object does not escape and nothing odd happens to it. */
static enum esc_reason check_shape(struct esc_ir *ir, struct esc_ir_site *site) {
  enum esc_reason reason = esc_ir_check_nested(ir, site);
  if (reason == ESC_REASON_NONE)
    reason = check_instances(ir, site);
  if (reason != ESC_REASON_NONE)
    return reason;
  (void)esc_ir_gave_up(ir);
  if (esc_ir_reaches_musttail(ir, site))
    return unless_gave_up(ir, site, ESC_REASON_MUST_TAIL);
  if (!esc_ir_size(ir, site, true))
    return ESC_REASON_BAD_ALIGNMENT;
  reason = esc_ir_choose_slot(ir, site);
  if (reason == ESC_REASON_NONE && esc_ir_costs_a_tail_call(ir, site))
    reason = ESC_REASON_TAIL_CALL;
  return reason == ESC_REASON_NONE ? esc_ir_check_copies(ir, site) : reason;
}

static void examine(struct esc_ir *ir) {
  bool complete = esc_solution_is_complete(ir->solution);
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    struct esc_ir_site *site = &ir->sites.at[i];
    (void)esc_ir_size(ir, site, false); /* remarks name a constant size whatever the verdict */
    site->reason = complete ? check_escape(ir, site) : gave_up(site, ir->options->max_facts);
  }
  if (!complete)
    return;
  esc_ir_check_events(ir);
  esc_ir_settle_instances(ir);
  for (uint32_t i = 0; i < ir->sites.count; i++)
    if (ir->sites.at[i].reason == ESC_REASON_NONE)
      ir->sites.at[i].reason = check_shape(ir, &ir->sites.at[i]);
  esc_ir_share_capacity(ir);
}

void esc_ir_decide(struct esc_ir *ir, uint64_t *left) {
  examine(ir);
  if (ir->solution && esc_solution_is_complete(ir->solution))
    esc_ir_make_plan(ir, left);
  bool told = ir->naming || esc_llvm_wants_remarks(ir->run, ir->function);
  for (uint32_t i = 0; told && i < ir->sites.count; i++)
    if (ir->sites.at[i].reason == ESC_REASON_NONE && ir->sites.at[i].proof == ESC_IR_NO_ESCAPE &&
        !ir->sites.at[i].context) /* of a call it is not known on which of its ways out there is an object */
      ir->sites.at[i].leaks_at = esc_ir_find_leak(ir, &ir->sites.at[i]);
}
