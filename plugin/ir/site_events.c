/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What happens to an object besides flowing: frees, resizes, questions for its size, volatile accesses. */
#include "ir.h"

#include <string.h>

bool esc_ir_event_touches(const struct esc_ir *ir, const struct esc_ir_event *event, const struct esc_ir_site *site) {
  return event->pointer && esc_solution_points_to(ir->solution, event->pointer, site->object);
}

struct esc_ir_site *esc_ir_site_at(const struct esc_ir *ir, LLVMValueRef call) {
  uint32_t number = esc_set_find(&ir->site_at, 0, 0, (uint64_t)(uintptr_t)call);
  return number ? &ir->sites.at[number - 1] : NULL;
}

struct esc_ir_site *esc_ir_site_below(const struct esc_ir *ir, LLVMValueRef inst, const struct esc_ir_site *site) {
  uint32_t number = site ? site->next_at : esc_set_find(&ir->below, 0, 0, (uint64_t)(uintptr_t)inst);
  return number ? &ir->sites.at[number - 1] : NULL;
}

const struct esc_ir_event *esc_ir_event_below(const struct esc_ir *ir, LLVMValueRef call,
                                              const struct esc_ir_event *event) {
  uint32_t number = event ? event->next_at : esc_set_find(&ir->events_below, 0, 0, (uint64_t)(uintptr_t)call);
  return number ? &ir->events.at[number - 1] : NULL;
}

struct esc_ir_site *esc_ir_site_of(const struct esc_ir *ir, esc_object object) {
  return ir->site_of[object] ? &ir->sites.at[ir->site_of[object] - 1] : NULL;
}

static enum esc_reason reason_for(struct esc_ir *ir, const struct esc_ir_event *event, const struct esc_ir_site *site,
                                  int64_t offset) {
  switch (event->kind) {
  case ESC_IR_FREED:
    if (strcmp(event->allocator.family, site->allocator.family) != 0)
      return ESC_REASON_MISMATCHED_FREE;
    if (offset != 0)
      return ESC_REASON_INTERIOR_FREE;
    return event->context && esc_ir_is_fixed(ir, event->context) ? ESC_REASON_FREED_ELSEWHERE : ESC_REASON_NONE;
  case ESC_IR_RESIZED: {
    bool serves = !event->context && !site->context && offset == 0 &&
                  strcmp(event->allocator.family, site->allocator.family) == 0;
    return serves && esc_ir_can_resize(ir, event->inst) ? ESC_REASON_NONE : ESC_REASON_RESIZED;
  }
  case ESC_IR_SIZE_ASKED:
    return ESC_REASON_ASKS_SIZE;
  case ESC_IR_VOLATILE:
    return ESC_REASON_VOLATILE_ACCESS;
  case ESC_IR_ALIGNED:
    /* An aligned slot gives aligned pointers at multiples of the alignment only. */
    return offset != ESC_ANY && (uint64_t)offset % event->alignment != 0 ? ESC_REASON_BAD_ALIGNMENT : ESC_REASON_NONE;
  }
  return ESC_REASON_ESCAPES_TO_UNKNOWN;
}

static void check_event(struct esc_ir *ir, const struct esc_ir_event *event) {
  for (esc_fact f = event->pointer ? esc_solution_first(ir->solution, event->pointer) : 0; f;
       f = esc_solution_next(ir->solution, f)) {
    struct esc_fact_info fact = esc_solution_fact(ir->solution, f);
    struct esc_ir_site *site = esc_ir_site_of(ir, fact.object);
    if (!site)
      continue;
    if (event->kind == ESC_IR_ALIGNED && event->alignment > site->access_alignment)
      site->access_alignment = event->alignment;
    if (site->reason != ESC_REASON_NONE)
      continue;
    site->reason = reason_for(ir, event, site, fact.offset);
    if (site->reason != ESC_REASON_NONE && event->kind != ESC_IR_ALIGNED && esc_ir_is_call(event->inst))
      site->reason_name =
          esc_arena_format(ir->arena, "'%s'", esc_llvm_display_name(ir->run, LLVMGetCalledValue(event->inst)));
  }
}

void esc_ir_check_events(struct esc_ir *ir) {
  for (uint32_t i = 0; i < ir->events.count; i++)
    check_event(ir, &ir->events.at[i]);
}
