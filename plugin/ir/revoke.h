/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What -escape-checked does in place of slots (rewrite_checked.c). */
#ifndef ESCAPE_IR_REVOKE_H
#define ESCAPE_IR_REVOKE_H

#include "bridge.h"

struct esc_ir;
struct esc_ir_event;
struct esc_ir_site;

/* The handle of a site, in place of its slot; null until the site has run. */
void esc_ir_add_handle(struct esc_ir *ir, struct esc_ir_site *site);

/* The site's newest object, or null. */
LLVMValueRef esc_ir_load_handle(LLVMBuilderRef builder, const struct esc_ir_site *site);

/* Memory of its own for a new object of `bytes` bytes. */
LLVMValueRef esc_ir_place_checked(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site,
                                  LLVMValueRef bytes);

/* Says before a free whether the plan takes its operand to be in a slot: by `origin`, an i1; always if NULL. */
void esc_ir_check_free(struct esc_ir *ir, const struct esc_ir_event *event, LLVMValueRef origin);

/* A block leaves its slot without a free: if `when`, an i1, or always if NULL. */
void esc_ir_check_leaving(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef pointer, LLVMValueRef when);

/* The frame is gone: before each way out of the function. */
void esc_ir_leave_handles(struct esc_ir *ir);

/* Frames may be gone: wherever exceptions and longjmp arrive. True if there is such a place. */
bool esc_ir_note_landings(LLVMModuleRef module);

#endif
