/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The edges of instructions that access memory. */
#include "ir.h"

static void read_alloca(struct esc_ir *ir, LLVMValueRef inst) {
  esc_place place = esc_ir_place(ir, inst);
  const char *name = LLVMGetValueName(inst);
  esc_object object = esc_graph_add_object(ir->graph, ESC_OBJECT_LOCAL, name && *name ? name : NULL, place);
  if (LLVMGetAlignment(inst) < LLVMPointerSize(LLVMGetModuleDataLayout(ir->module)))
    esc_graph_set_loose(ir->graph, object);
  esc_graph_add_address(ir->graph, esc_ir_vertex(ir, inst), object, ESC_STEP_ALLOCATED, place);
  bool is_static = LLVMIsAConstantInt(LLVMGetOperand(inst, 0)) &&
                   LLVMGetInstructionParent(inst) == LLVMGetEntryBasicBlock(ir->function);
  if (is_static && !ir->context) /* a callee's is another each time it is called */
    (void)esc_set_add(ir->arena, &ir->locals, object, 0, 0, 1);
}

uint64_t esc_ir_grain(uint64_t alignment, uint64_t width) {
  uint64_t bits = alignment | width;
  return alignment && bits ? bits & -bits : 1;
}

static void read_load(struct esc_ir *ir, LLVMValueRef inst) {
  LLVMValueRef address = LLVMGetOperand(inst, 0);
  esc_vertex pointer = esc_ir_vertex(ir, address);
  esc_ir_note_alignment(ir, inst, address, LLVMGetAlignment(inst));
  if (LLVMGetVolatile(inst)) {
    /* Volatile memory can hold what nobody stored. */
    esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, inst), ESC_STRANGER, ESC_STEP_LOADED, esc_ir_place(ir, inst));
    esc_ir_add_event(ir, ESC_IR_VOLATILE, inst, address, NULL);
  }
  if (!pointer)
    return;
  uint64_t width = esc_llvm_store_size(inst, LLVMTypeOf(inst));
  esc_graph_add_load(ir->graph, esc_ir_vertex(ir, inst), pointer, width, ESC_STEP_LOADED, esc_ir_place(ir, inst));
  esc_graph_set_grain(ir->graph, esc_ir_grain(LLVMGetAlignment(inst), width));
}

/* Numbers, or parts of them, may be read again as a pointer, to anything outside, however they were computed. */
static bool is_number(LLVMValueRef value) {
  LLVMTypeRef type = LLVMTypeOf(value);
  if (LLVMGetTypeKind(type) == LLVMVectorTypeKind || LLVMGetTypeKind(type) == LLVMScalableVectorTypeKind)
    type = LLVMGetElementType(type);
  return LLVMGetTypeKind(type) != LLVMPointerTypeKind && !LLVMIsNull(value);
}

void esc_ir_store_value(struct esc_ir *ir, esc_vertex pointer, LLVMValueRef value, uint64_t width, uint64_t grain,
                        esc_place place) {
  esc_vertex from = esc_ir_vertex(ir, value);
  esc_graph_add_store(ir->graph, pointer, from ? from : esc_graph_add_vertex(ir->graph, NULL), width, ESC_STEP_STORED,
                      place);
  esc_graph_set_grain(ir->graph, grain);
  if (is_number(value)) {
    esc_graph_add_store(ir->graph, pointer, ESC_STRANGER, width, ESC_STEP_STORED, place);
    esc_graph_set_grain(ir->graph, grain);
  }
}

static void read_store(struct esc_ir *ir, LLVMValueRef inst) {
  LLVMValueRef value = LLVMGetOperand(inst, 0), address = LLVMGetOperand(inst, 1);
  esc_vertex from = esc_ir_vertex(ir, value), pointer = esc_ir_vertex(ir, address);
  uint64_t width = esc_llvm_store_size(inst, LLVMTypeOf(value)), alignment = LLVMGetAlignment(inst);
  esc_place place = esc_ir_place(ir, inst);
  esc_ir_note_alignment(ir, inst, address, alignment);
  if (LLVMGetVolatile(inst)) {
    esc_ir_add_event(ir, ESC_IR_VOLATILE, inst, address, NULL);
    if (from)
      esc_graph_add_copy(ir->graph, ESC_WORLD, from, ESC_STEP_VOLATILE, place);
  }
  if (pointer)
    esc_ir_store_value(ir, pointer, value, width, esc_ir_grain(alignment, width), place);
  else if (from) /* through null or an undefined pointer: not memory that is understood */
    esc_graph_add_copy(ir->graph, ESC_WORLD, from, ESC_STEP_NOT_FOLLOWED, place);
}

/* What is exchanged atomically is meant for others. `operand` is the new value, or what it is computed from. */
static void read_atomic(struct esc_ir *ir, LLVMValueRef inst, unsigned operand, bool computes) {
  esc_vertex pointer = esc_ir_vertex(ir, LLVMGetOperand(inst, 0)), result = esc_ir_vertex(ir, inst);
  LLVMValueRef value = LLVMGetOperand(inst, operand);
  uint64_t width = esc_llvm_store_size(inst, LLVMTypeOf(value)), grain = esc_ir_grain(LLVMGetAlignment(inst), width);
  esc_place place = esc_ir_place(ir, inst);
  esc_ir_note_alignment(ir, inst, LLVMGetOperand(inst, 0), LLVMGetAlignment(inst));
  if (LLVMGetVolatile(inst))
    esc_ir_add_event(ir, ESC_IR_VOLATILE, inst, LLVMGetOperand(inst, 0), NULL);
  if (esc_ir_vertex(ir, value))
    esc_graph_add_copy(ir->graph, ESC_WORLD, esc_ir_vertex(ir, value), ESC_STEP_ATOMIC, place);
  esc_graph_add_copy(ir->graph, result, ESC_STRANGER, ESC_STEP_LOADED, place);
  if (!pointer)
    return;
  esc_ir_store_value(ir, pointer, value, width, grain, place);
  esc_graph_add_load(ir->graph, result, pointer, width, ESC_STEP_LOADED, place);
  esc_graph_set_grain(ir->graph, grain);
  if (computes) { /* a pointer that was there may point elsewhere now */
    esc_vertex made = esc_graph_add_vertex(ir->graph, NULL);
    esc_graph_add_offset(ir->graph, made, result, ESC_ANY, ESC_STEP_COMPUTED, place);
    esc_graph_add_store(ir->graph, pointer, made, width, ESC_STEP_STORED, place);
    esc_graph_set_grain(ir->graph, grain);
  }
}

void esc_ir_read_memory(struct esc_ir *ir, LLVMValueRef inst, LLVMOpcode opcode) {
  switch (opcode) {
  case LLVMAlloca:
    read_alloca(ir, inst);
    return;
  case LLVMLoad:
    read_load(ir, inst);
    return;
  case LLVMStore:
    read_store(ir, inst);
    return;
  case LLVMAtomicRMW:
    read_atomic(ir, inst, 1, LLVMGetAtomicRMWBinOp(inst) != LLVMAtomicRMWBinOpXchg);
    return;
  case LLVMAtomicCmpXchg: /* the expected value, operand 1, is only compared */
    read_atomic(ir, inst, 2, false);
    return;
  default: { /* va_arg: reads and advances the list, and yields what a caller passed */
    esc_vertex list = esc_ir_vertex(ir, LLVMGetOperand(inst, 0));
    esc_place place = esc_ir_place(ir, inst);
    esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, inst), ESC_STRANGER, ESC_STEP_LOADED, place);
    if (list) {
      esc_graph_add_load(ir->graph, esc_ir_vertex(ir, inst), list, ESC_ALL_BYTES, ESC_STEP_LOADED, place);
      esc_graph_add_store(ir->graph, list, ESC_STRANGER, ESC_ALL_BYTES, ESC_STEP_WRITTEN, place);
    }
    return;
  }
  }
}
