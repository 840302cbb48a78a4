/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What happens to an object besides flowing: frees, resizes, questions for its size, volatile accesses. */
#include "ir.h"

#include <string.h>

bool esc_ir_event_touches(const struct esc_ir *ir, const struct esc_ir_event *event, const struct esc_ir_site *site) {
  return event->pointer && esc_solution_points_to(ir->solution, event->pointer, site->object);
}

struct esc_ir_site *esc_ir_site_of(struct esc_ir *ir, esc_object object) {
  for (uint32_t i = 0; i < ir->sites.count; i++)
    if (ir->sites.at[i].object == object)
      return &ir->sites.at[i];
  return NULL;
}

static bool may_be_interior(const struct esc_ir *ir, const struct esc_ir_event *event, esc_object object) {
  for (esc_fact f = esc_solution_first(ir->solution, event->pointer); f; f = esc_solution_next(ir->solution, f)) {
    struct esc_fact_info info = esc_solution_fact(ir->solution, f);
    if (info.object == object && info.offset != 0)
      return true;
  }
  return false;
}

static enum esc_reason check_free(const struct esc_ir *ir, const struct esc_ir_event *event,
                                  const struct esc_ir_site *site) {
  if (strcmp(event->allocator.family, site->allocator.family) != 0)
    return ESC_REASON_MISMATCHED_FREE;
  return may_be_interior(ir, event, site->object) ? ESC_REASON_INTERIOR_FREE : ESC_REASON_NONE;
}

enum esc_reason esc_ir_check_events(struct esc_ir *ir, struct esc_ir_site *site) {
  for (uint32_t i = 0; i < ir->events.count; i++) {
    const struct esc_ir_event *event = &ir->events.at[i];
    if (!esc_ir_event_touches(ir, event, site))
      continue;
    enum esc_reason reason = ESC_REASON_NONE;
    switch (event->kind) {
    case ESC_IR_FREED:
      reason = check_free(ir, event, site);
      break;
    case ESC_IR_RESIZED:
      reason = ESC_REASON_RESIZED;
      break;
    case ESC_IR_SIZE_ASKED:
      reason = ESC_REASON_ASKS_SIZE;
      break;
    case ESC_IR_VOLATILE:
      reason = ESC_REASON_VOLATILE_ACCESS;
      break;
    }
    if (reason == ESC_REASON_NONE)
      continue;
    if (esc_ir_is_call(event->inst))
      site->reason_name = esc_arena_format(
          ir->arena, "'%s'", esc_llvm_display_name(ir->run, LLVMGetCalledValue(event->inst)));
    return reason;
  }
  return ESC_REASON_NONE;
}
