/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Policy: whether an object that may move to the stack should. Nothing here is about soundness. */
#ifndef ESCAPE_POLICY_H
#define ESCAPE_POLICY_H

#include "escape/arena.h"
#include "escape/explain.h"
#include "escape/options.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The frame of one function that objects are admitted to. */
struct esc_frame {
  bool recursive;      /* several frames of it can be alive, so each must be small */
  bool small;          /* the function is to be small: half of everything */
  uint64_t warn_size;  /* limit in bytes that the user gave the compiler for frames, or UINT64_MAX */
  uint64_t chain_left; /* bytes that the frames above and below it leave of the budget of a call chain, or UINT64_MAX */
  uint64_t used;       /* (out) bytes of the admitted objects that can be alive at a time */
};

/* A slot that wants room in a frame, and what becomes of it. */
struct esc_candidate {
  uint64_t bytes, alignment; /* at least 1 */
  uint64_t frequency;        /* of the allocation, for each 1024 calls of the function */
  bool cold;                 /* hardly ever needed, so it must not enlarge the frame */

  enum esc_reason reason; /* NONE: admitted */
  uint64_t number;        /* otherwise the limit in bytes that was hit */
};

/* Which candidates' slots are begun while that of candidate `index` is in use, by candidate; NULL if that is not known.
 * The result lives as long as the arena of the caller. */
typedef const bool *esc_overlaps(void *data, uint32_t index);

/*
 * Admits candidates, the hottest first, among those the smallest, among those in the order of the program; cold ones
 * last. Two of which neither is begun while the other is in use share their room. `bytes` that are not a multiple of
 * the alignment are counted as if they were.
 */
void esc_policy_admit(esc_arena *arena, const struct esc_options *options, struct esc_frame *frame,
                      struct esc_candidate *candidates, uint32_t count, esc_overlaps *overlaps, void *data);

#ifdef __cplusplus
}
#endif
#endif
