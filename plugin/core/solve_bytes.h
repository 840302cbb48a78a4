/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Which bytes of an object an access touches, and whether it touches a pointer that is there as a whole. */
#ifndef ESCAPE_SOLVE_BYTES_H
#define ESCAPE_SOLVE_BYTES_H

#include "escape/solve.h"

/* `width` bytes at `offset`. Where that is not known, offset is ESC_ANY, and whole units of `width` bytes are touched,
 * each at a multiple of `width`, which is a power of two. Objects begin at such a multiple. */
struct esc_bytes {
  int64_t offset;
  uint64_t width;
};

/* The bytes of an access; `grain` as in struct esc_edge. */
struct esc_bytes esc_bytes_of(int64_t offset, uint64_t width, uint64_t grain);

/* The sum of two offsets. */
int64_t esc_offset_moved(int64_t offset, int64_t by);

/* True if `part` may have some, but not all bytes of `whole`. */
bool esc_bytes_split(struct esc_bytes part, struct esc_bytes whole);

/* What `within` has of `bytes`, which it splits; all of `bytes` if one of them is not known. */
struct esc_bytes esc_bytes_clip(struct esc_bytes bytes, struct esc_bytes within);

/* The grain of a copy of `bytes` that is moved by a multiple of `grain`. */
uint64_t esc_bytes_grain(struct esc_bytes bytes, uint64_t grain);

#endif
