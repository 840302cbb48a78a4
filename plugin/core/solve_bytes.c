/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "solve_bytes.h"

/* Offsets so far outside of any object that they are as good as unknown, which also keeps sums from overflowing. */
static bool is_wild(int64_t offset) { return offset > (INT64_C(1) << 40) || offset < -(INT64_C(1) << 40); }

int64_t esc_offset_moved(int64_t offset, int64_t by) {
  if (offset == ESC_ANY || by == ESC_ANY || is_wild(offset) || is_wild(by) || is_wild(offset + by))
    return ESC_ANY;
  return offset + by;
}

bool esc_cell_overlaps(const struct esc_cell *cell, int64_t offset, uint64_t width) {
  if (cell->offset == ESC_ANY || offset == ESC_ANY || cell->width == ESC_ALL_BYTES || width == ESC_ALL_BYTES)
    return true;
  if (cell->offset <= offset)
    return (uint64_t)offset - (uint64_t)cell->offset < cell->width;
  return (uint64_t)cell->offset - (uint64_t)offset < width;
}

struct esc_bytes esc_bytes_of(int64_t offset, uint64_t width, uint64_t grain) {
  bool known = offset != ESC_ANY && width < UINT64_C(1) << 42; /* so that ends do not overflow */
  return known ? (struct esc_bytes){offset, width} : (struct esc_bytes){ESC_ANY, grain};
}

/* True if the bytes begin and end at multiples of `unit`. */
static bool is_aligned(struct esc_bytes bytes, uint64_t unit) {
  return !unit || (bytes.width % unit == 0 && (bytes.offset == ESC_ANY || (uint64_t)bytes.offset % unit == 0));
}

bool esc_bytes_split(struct esc_bytes part, struct esc_bytes whole) {
  if (part.offset == ESC_ANY || whole.offset == ESC_ANY)
    return !is_aligned(part, whole.width) || !is_aligned(whole, whole.width);
  int64_t end = part.offset + (int64_t)part.width, whole_end = whole.offset + (int64_t)whole.width;
  bool apart = end <= whole.offset || whole_end <= part.offset;
  return !apart && (whole.offset < part.offset || end < whole_end);
}

struct esc_bytes esc_bytes_clip(struct esc_bytes bytes, struct esc_bytes within) {
  if (bytes.offset == ESC_ANY || within.offset == ESC_ANY)
    return bytes;
  int64_t end = bytes.offset + (int64_t)bytes.width, most = within.offset + (int64_t)within.width;
  int64_t begin = bytes.offset > within.offset ? bytes.offset : within.offset;
  return (struct esc_bytes){begin, (uint64_t)((end < most ? end : most) - begin)};
}

uint64_t esc_bytes_grain(struct esc_bytes bytes, uint64_t grain) {
  uint64_t bits = bytes.width | grain | (bytes.offset == ESC_ANY ? 0 : (uint64_t)bytes.offset);
  return bits & -bits;
}
