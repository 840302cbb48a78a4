/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The edges of intrinsics. Those that neither read nor write memory compute their result from their arguments and need
 * no entry; others are read by their attributes, as ordinary calls, unless they are in the table.
 */
#include "ir.h"

#include <string.h>

enum kind {
  HARMLESS,     /* takes a pointer, but does nothing with it that matters: hints, markers, queries of the address */
  SAME,         /* the result is the first argument */
  INTO,         /* the result points into what the first argument points to */
  COPIES,       /* memcpy and its like: argument 0 <- argument 1, argument 2 bytes, argument 3 tells if volatile */
  FILLS,        /* memset: argument 3 tells if volatile */
  LOADS,        /* the result is read from what argument 0 points to */
  STORES,       /* argument 0 is stored behind argument 1 */
  WRITES,       /* something that is not a pointer of this function is written behind argument 0 */
  LIST_COPY,    /* va_copy */
  LEAVES,       /* what it says could not be kept of a slot: the arguments escape */
  COMPUTES,     /* the result depends on all arguments */
  BY_ATTRIBUTE, /* as an ordinary call */
};

struct row {
  const char *prefix; /* behind "llvm." */
  enum kind kind;
};

/* The first row that fits holds. */
static const struct row table[] = {
    {"lifetime.", HARMLESS},
    {"dbg.", HARMLESS},
    {"assume", HARMLESS},
    {"invariant.start", LEAVES}, /* the memory may never change again: not so for a slot that is used twice */
    {"invariant.end", LEAVES},
    {"experimental.noalias.scope.decl", HARMLESS},
    {"sideeffect", HARMLESS},
    {"donothing", HARMLESS},
    {"pseudoprobe", HARMLESS},
    {"fake.use", HARMLESS},
    {"prefetch", HARMLESS},
    {"objectsize", HARMLESS},
    {"is.constant", HARMLESS},
    {"var.annotation", HARMLESS},
    {"codeview.annotation", HARMLESS},
    {"va_end", HARMLESS},
    {"stackrestore", HARMLESS},
    {"trap", HARMLESS},
    {"debugtrap", HARMLESS},
    {"ubsantrap", HARMLESS},
    {"launder.invariant.group", SAME},
    {"strip.invariant.group", SAME},
    {"expect", SAME},
    {"ssa.copy", SAME},
    {"annotation", SAME},
    {"ptr.annotation", SAME},
    {"threadlocal.address", SAME},
    {"arithmetic.fence", SAME},
    {"ptrmask", INTO},
    {"load.relative", INTO},
    {"preserve.array.access.index", INTO},
    {"preserve.struct.access.index", INTO},
    {"preserve.union.access.index", INTO},
    {"memcpy", COPIES},
    {"memmove", COPIES},
    {"memset", FILLS},
    {"masked.load", LOADS},
    {"masked.gather", LOADS},
    {"masked.expandload", LOADS},
    {"vp.load", LOADS},
    {"vp.gather", LOADS},
    {"masked.store", STORES},
    {"masked.scatter", STORES},
    {"masked.compressstore", STORES},
    {"vp.store", STORES},
    {"vp.scatter", STORES},
    {"va_start", WRITES},
    {"va_copy", LIST_COPY},
};

static enum kind find_kind(LLVMValueRef call, LLVMValueRef callee) {
  size_t length = 0;
  const char *name = LLVMGetValueName2(callee, &length);
  const size_t skip = strlen("llvm.");
  if (length > skip)
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
      if (strncmp(name + skip, table[i].prefix, strlen(table[i].prefix)) == 0)
        return table[i].kind;
  return esc_llvm_call(call) & ESC_LLVM_CALL_NO_MEMORY ? COMPUTES : BY_ATTRIBUTE;
}

static esc_vertex argument(struct esc_ir *ir, LLVMValueRef call, unsigned arg) {
  return esc_ir_vertex(ir, LLVMGetOperand(call, arg));
}

static void note_volatile(struct esc_ir *ir, LLVMValueRef call, unsigned pointers) {
  LLVMValueRef flag = LLVMGetOperand(call, 3);
  if (LLVMIsAConstantInt(flag) && LLVMGetIntTypeWidth(LLVMTypeOf(flag)) == 1 && LLVMConstIntGetZExtValue(flag))
    for (unsigned i = 0; i < pointers; i++)
      esc_ir_add_event(ir, ESC_IR_VOLATILE, call, LLVMGetOperand(call, i), NULL);
}

/* A length is in memory afterwards: strlen reads it back. One that was made from an address leaves with it. */
static void read_length(struct esc_ir *ir, LLVMValueRef call) {
  if (argument(ir, call, 2))
    esc_graph_add_copy(ir->graph, ESC_WORLD, argument(ir, call, 2), ESC_STEP_PASSED, esc_ir_place(ir, call));
}

/* What the length of a memcpy or memset is a multiple of: n * sizeof x does not end within a pointer. */
static uint64_t length_unit(LLVMValueRef length) {
  enum { LOW_BITS = 64 };
  if (LLVMIsABinaryOperator(length)) {
    uint64_t by = esc_ir_constant(LLVMGetOperand(length, 1), 0);
    if (LLVMGetInstructionOpcode(length) == LLVMMul)
      return by ? by : 1;
    if (LLVMGetInstructionOpcode(length) == LLVMShl)
      return by < LOW_BITS ? UINT64_C(1) << by : 1;
  }
  return esc_ir_constant(length, 1);
}

/* The grain of a memcpy or memset with so many pointers, which come first. */
static uint64_t grain_of(LLVMValueRef call, unsigned pointers) {
  uint64_t grain = length_unit(LLVMGetOperand(call, 2));
  for (unsigned i = 0; i < pointers; i++)
    grain = esc_ir_grain(esc_llvm_argument_alignment(call, i), grain);
  return grain;
}

static void read_copies(struct esc_ir *ir, LLVMValueRef call) {
  esc_vertex to = argument(ir, call, 0), from = argument(ir, call, 1);
  LLVMValueRef length = LLVMGetOperand(call, 2);
  uint64_t width = esc_ir_constant(length, ESC_ALL_BYTES);
  if (to && from && width) {
    esc_graph_add_transfer(ir->graph, to, from, width, ESC_STEP_COPIED, esc_ir_place(ir, call));
    esc_graph_set_grain(ir->graph, grain_of(call, 2));
  }
  read_length(ir, call);
  note_volatile(ir, call, 2);
}

static void read_fills(struct esc_ir *ir, LLVMValueRef call) {
  uint64_t width = esc_ir_constant(LLVMGetOperand(call, 2), ESC_ALL_BYTES);
  if (argument(ir, call, 0) && width)
    esc_ir_store_value(ir, argument(ir, call, 0), LLVMGetOperand(call, 1), width, grain_of(call, 1),
                       esc_ir_place(ir, call));
  read_length(ir, call);
  note_volatile(ir, call, 1);
}

/* Lanes may be parts of pointers. */
static void read_loads(struct esc_ir *ir, LLVMValueRef call, esc_vertex result) {
  esc_place place = esc_ir_place(ir, call);
  esc_vertex lanes = esc_graph_add_vertex(ir->graph, NULL);
  esc_graph_add_load(ir->graph, lanes, argument(ir, call, 0), ESC_ALL_BYTES, ESC_STEP_LOADED, place);
  esc_graph_add_offset(ir->graph, result, lanes, ESC_ANY, ESC_STEP_LOADED, place);
}

static void read_stores(struct esc_ir *ir, LLVMValueRef call) {
  esc_vertex to = argument(ir, call, 1);
  if (to)
    esc_ir_store_value(ir, to, LLVMGetOperand(call, 0), ESC_ALL_BYTES, 1, esc_ir_place(ir, call));
}

void esc_ir_read_intrinsic(struct esc_ir *ir, LLVMValueRef call, LLVMValueRef callee) {
  esc_vertex result = esc_ir_vertex(ir, call);
  unsigned count = LLVMGetNumArgOperands(call);
  esc_place place = esc_ir_place(ir, call);
  esc_vertex first = count ? argument(ir, call, 0) : 0;
  switch (find_kind(call, callee)) {
  case HARMLESS:
    return;
  case SAME:
    if (first && result)
      esc_graph_add_copy(ir->graph, result, first, ESC_STEP_ASSIGNED, place);
    return;
  case INTO: /* a mask or an index can be an address too, and come through whole */
    for (unsigned i = 0; result && i < count; i++)
      if (argument(ir, call, i))
        esc_graph_add_offset(ir->graph, result, argument(ir, call, i), ESC_ANY, ESC_STEP_MOVED, place);
    return;
  case COPIES:
    read_copies(ir, call);
    return;
  case FILLS: /* the byte may be one of an address */
    read_fills(ir, call);
    return;
  case LOADS:
    if (first && result)
      read_loads(ir, call, result);
    for (unsigned i = 1; result && i < count; i++) /* what masked-off lanes have instead */
      if (argument(ir, call, i))
        esc_graph_add_copy(ir->graph, result, argument(ir, call, i), ESC_STEP_MERGED, place);
    return;
  case STORES:
    read_stores(ir, call);
    return;
  case WRITES:
    if (first)
      esc_graph_add_store(ir->graph, first, ESC_STRANGER, ESC_ALL_BYTES, ESC_STEP_WRITTEN, place);
    return;
  case LIST_COPY:
    if (first && argument(ir, call, 1))
      esc_graph_add_transfer(ir->graph, first, argument(ir, call, 1), ESC_ALL_BYTES, ESC_STEP_COPIED, place);
    return;
  case LEAVES:
    for (unsigned i = 0; i < count; i++)
      if (argument(ir, call, i))
        esc_graph_add_copy(ir->graph, ESC_WORLD, argument(ir, call, i), ESC_STEP_PASSED, place);
    return;
  case COMPUTES:
    for (unsigned i = 0; result && i < count; i++)
      if (argument(ir, call, i))
        esc_graph_add_offset(ir->graph, result, argument(ir, call, i), ESC_ANY, ESC_STEP_COMPUTED, place);
    /* llvm.thread.pointer and its like give addresses of their own */
    if (result && LLVMGetTypeKind(LLVMTypeOf(call)) == LLVMPointerTypeKind)
      esc_graph_add_copy(ir->graph, result, ESC_STRANGER, ESC_STEP_RESULT, place);
    return;
  case BY_ATTRIBUTE:
    esc_ir_read_by_attributes(ir, call, NULL);
    return;
  }
}
