/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Policy: whether an object that may move to the stack should. Nothing here is about soundness. */
#ifndef ESCAPE_POLICY_H
#define ESCAPE_POLICY_H

#include "escape/explain.h"
#include "escape/options.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The frame of one function while objects are admitted to it, in the order of the program. */
struct esc_frame {
  bool recursive;     /* several frames of it can be alive, so each must be small */
  uint64_t warn_size; /* limit in bytes that the user gave the compiler for frames, or UINT64_MAX */
  uint64_t used;      /* bytes of promoted objects so far */
};

/*
 * Admits an object of `bytes` bytes aligned to `alignment` (at least 1), and counts it, or says why not; `number` is
 * then the limit in bytes that was hit. `bytes` that are not a multiple of the alignment are counted as if they were.
 */
enum esc_reason esc_policy_admit(const struct esc_options *options, struct esc_frame *frame, uint64_t bytes,
                                 uint64_t alignment, uint64_t *number);

#ifdef __cplusplus
}
#endif
#endif
