/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* How large an object can be, and how it must be aligned. */
#include "ir.h"

struct bound {
  bool known, constant;
  uint64_t bytes;
};

static struct bound bound_of(struct esc_ir *ir, const struct esc_ir_site *site, LLVMValueRef value, bool ranges) {
  uint64_t max = 0;
  if (esc_ir_constant_in(ir, site->context, value, &max))
    return (struct bound){true, true, max};
  /* What only the type of a counter bounds (8 * an int) is no bound that a person would speak of. */
  const uint64_t most = UINT64_C(1) << 30;
  if (ranges && !ir->options->no_bounds && esc_llvm_max_value(ir->run, value, site->call, &max) && max <= most)
    return (struct bound){true, false, max};
  return (struct bound){false, false, 0};
}

/* calloc(n, m): a product that overflows is a call that fails, which a slot cannot do. */
static struct bound product(struct bound a, struct bound b) {
  if (!a.known || !b.known || (b.bytes && a.bytes > UINT64_MAX / b.bytes))
    return (struct bound){false, false, 0};
  return (struct bound){true, a.constant && b.constant, a.bytes * b.bytes};
}

static struct bound size_of(struct esc_ir *ir, const struct esc_ir_site *site, bool ranges) {
  const struct esc_ir_allocator *a = &site->allocator;
  if (a->role == ESC_IR_COPY_STRING) {
    uint64_t bytes = esc_llvm_string_size(LLVMGetOperand(site->call, (unsigned)a->pointer));
    struct bound limit = {true, true, UINT64_MAX};
    if (a->size >= 0)
      limit = bound_of(ir, site, LLVMGetOperand(site->call, (unsigned)a->size), ranges);
    if (!bytes || !limit.constant)
      return (struct bound){false, false, 0};
    return (struct bound){true, true, limit.bytes < bytes - 1 ? limit.bytes + 1 : bytes};
  }
  if (a->size < 0)
    return (struct bound){false, false, 0};
  struct bound size = bound_of(ir, site, LLVMGetOperand(site->call, (unsigned)a->size), ranges);
  return a->count < 0 ? size
                      : product(size, bound_of(ir, site, LLVMGetOperand(site->call, (unsigned)a->count), ranges));
}

static bool is_power_of_two(uint64_t n) { return n && !(n & (n - 1)); }

/* At least what the heap gives: later passes may have relied on it already. */
static bool find_alignment(struct esc_ir *ir, struct esc_ir_site *site) {
  uint64_t alignment = esc_llvm_heap_alignment(ir->module), promised = esc_llvm_result_alignment(site->call);
  if (promised > alignment)
    alignment = promised;
  if (site->allocator.alignment >= 0) {
    LLVMValueRef asked = LLVMGetOperand(site->call, (unsigned)site->allocator.alignment);
    if (!LLVMIsAConstantInt(asked) || LLVMGetIntTypeWidth(LLVMTypeOf(asked)) > 64)
      return false;
    uint64_t wanted = LLVMConstIntGetZExtValue(asked);
    uint64_t least = site->allocator.role == ESC_IR_ALLOCATE_OUT
                         ? LLVMPointerSize(LLVMGetModuleDataLayout(ir->module)) /* POSIX: otherwise EINVAL */
                         : 1;
    if (!is_power_of_two(wanted) || wanted < least)
      return false;
    if (wanted > alignment)
      alignment = wanted;
  }
  if (site->access_alignment > alignment)
    alignment = site->access_alignment;
  site->alignment = alignment;
  return is_power_of_two(alignment) && alignment <= esc_llvm_max_frame_alignment(ir->function);
}

bool esc_ir_size(struct esc_ir *ir, struct esc_ir_site *site, bool ranges) {
  struct bound size = size_of(ir, site, ranges);
  site->size_known = size.known;
  site->size_constant = size.constant;
  site->size = size.bytes;
  return find_alignment(ir, site);
}

uint64_t esc_ir_least_size(struct esc_ir *ir, const struct esc_ir_site *site) {
  const struct esc_ir_allocator *a = &site->allocator;
  if (a->role == ESC_IR_COPY_STRING || a->size < 0)
    return 1;
  uint64_t size = esc_llvm_min_value(ir->run, LLVMGetOperand(site->call, (unsigned)a->size), site->call);
  uint64_t count =
      a->count < 0 ? 1 : esc_llvm_min_value(ir->run, LLVMGetOperand(site->call, (unsigned)a->count), site->call);
  return count && size > UINT64_MAX / count ? UINT64_MAX : size * count;
}
