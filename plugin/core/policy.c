/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "escape/policy.h"

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

enum esc_reason esc_policy_admit(const struct esc_options *options, struct esc_frame *frame, uint64_t bytes,
                                 uint64_t alignment, uint64_t *number) {
  if (bytes > options->max_size) {
    *number = options->max_size;
    return ESC_REASON_TOO_LARGE;
  }
  if (alignment > options->max_alignment) {
    *number = options->max_alignment;
    return ESC_REASON_BAD_ALIGNMENT;
  }
  uint64_t budget = frame->recursive ? least(options->recursion_budget, options->frame_budget) : options->frame_budget;
  /* Half of what the user allows for whole frames: the rest of the frame is not known before code generation. */
  budget = least(budget, frame->warn_size == UINT64_MAX ? UINT64_MAX : frame->warn_size / 2);
  uint64_t room = (bytes + alignment - 1) / alignment * alignment;
  if (room < bytes || room > budget || frame->used > budget - room) {
    *number = budget;
    return ESC_REASON_FRAME_BUDGET;
  }
  frame->used += room;
  return ESC_REASON_NONE;
}
