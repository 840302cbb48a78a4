/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * From a function to its escape graph: vertices for values on demand, and the walk over all instructions.
 *
 * Integers and floating point numbers get vertices too: pointers travel through them (ptrtoint, memcpy by 8-byte loads
 * and stores). What cannot come from a pointer (constants, results of comparisons) has no vertex at all.
 */
#include "ir.h"

static uint64_t key_of(LLVMValueRef value) { return (uint64_t)(uintptr_t)value; }

/* Constants and globals are the same in all bodies. */
static uint32_t context_of(const struct esc_ir *ir, LLVMValueRef value) {
  return ir->context && !LLVMIsConstant(value) ? ir->context : 0;
}

static const char *name_of(struct esc_ir *ir, LLVMValueRef value) {
  size_t length = 0;
  const char *name = LLVMGetValueName2(value, &length);
  return length ? esc_arena_string(ir->arena, name, length) : NULL;
}

/* Parameters have no names in what clang hands over, but numbers, and names again with debug info. */
const char *esc_ir_name_of_parameter(struct esc_ir *ir, LLVMValueRef parameter) {
  const char *name = esc_llvm_variable(parameter);
  if (!name)
    name = name_of(ir, parameter);
  return name ? name : esc_arena_format(ir->arena, "%u", esc_llvm_parameter_number(parameter) + 1);
}

static esc_vertex vertex_of_object(struct esc_ir *ir, LLVMValueRef value, enum esc_object_kind kind) {
  const char *name = kind == ESC_OBJECT_PARAM ? esc_ir_name_of_parameter(ir, value) : name_of(ir, value);
  esc_object object = esc_graph_add_object(ir->graph, kind, name, 0);
  esc_vertex vertex = esc_graph_add_vertex(ir->graph, name);
  if (LLVMIsAFunction(value)) {
    esc_vec_push(ir->arena, &ir->functions, value);
    (void)esc_set_add(ir->arena, &ir->function_of, object, 0, 0, ir->functions.count);
  }
  esc_graph_add_address(ir->graph, vertex, object, ESC_STEP_ASSIGNED, 0);
  return vertex;
}

/* A constant points nowhere or outside. It never points to anything that this function made. */
static esc_vertex read_constant(struct esc_ir *ir, LLVMValueRef value) {
  if (LLVMIsAConstantInt(value) || LLVMIsAConstantFP(value) || LLVMIsNull(value) || LLVMIsUndef(value) ||
      LLVMIsPoison(value) || LLVMIsAConstantDataSequential(value))
    return 0;
  if (LLVMIsAConstantExpr(value)) {
    LLVMValueRef base = value;
    while (LLVMIsAConstantExpr(base) && LLVMGetNumOperands(base) &&
           (LLVMGetConstOpcode(base) == LLVMGetElementPtr || LLVMGetConstOpcode(base) == LLVMBitCast ||
            LLVMGetConstOpcode(base) == LLVMAddrSpaceCast))
      base = LLVMGetOperand(base, 0);
    /* What is at an offset of a function may be another one. */
    bool is_global = LLVMIsAGlobalValue(base) && !LLVMIsAFunction(base);
    return is_global ? esc_ir_vertex(ir, base) : (esc_vertex)ESC_STRANGER;
  }
  if (LLVMIsAFunction(value))
    return vertex_of_object(ir, value, ESC_OBJECT_FUNCTION);
  return LLVMIsAGlobalValue(value) ? vertex_of_object(ir, value, ESC_OBJECT_GLOBAL) : (esc_vertex)ESC_STRANGER;
}

static esc_vertex make_vertex(struct esc_ir *ir, LLVMValueRef value) {
  if (LLVMIsAInstruction(value))
    return esc_graph_add_vertex(ir->graph, ir->naming ? name_of(ir, value) : NULL);
  if (LLVMIsAArgument(value) && ir->context) /* what the caller passes flows there (follow.c) */
    return esc_graph_add_vertex(ir->graph, NULL);
  if (LLVMIsAArgument(value))
    return LLVMGetTypeKind(LLVMTypeOf(value)) == LLVMPointerTypeKind ? vertex_of_object(ir, value, ESC_OBJECT_PARAM)
                                                                     : (esc_vertex)ESC_STRANGER;
  if (LLVMIsConstant(value))
    return read_constant(ir, value);
  /* Metadata, basic blocks and inline assembly as operands carry no pointer. */
  return LLVMIsABasicBlock(value) || LLVMIsAMDNode(value) || LLVMIsAInlineAsm(value) ? 0 : (esc_vertex)ESC_STRANGER;
}

/* Numbers are kept one higher, so that "has no vertex" is remembered too. */
esc_vertex esc_ir_vertex(struct esc_ir *ir, LLVMValueRef value) {
  uint32_t context = context_of(ir, value), known = esc_set_find(&ir->vertices, context, 0, key_of(value));
  if (known)
    return known - 1;
  LLVMTypeKind kind = LLVMGetTypeKind(LLVMTypeOf(value));
  esc_vertex vertex =
      kind == LLVMMetadataTypeKind || kind == LLVMLabelTypeKind || kind == LLVMTokenTypeKind || kind == LLVMVoidTypeKind
          ? 0
          : make_vertex(ir, value);
  (void)esc_set_add(ir->arena, &ir->vertices, context, 0, key_of(value), vertex + 1);
  return vertex;
}

esc_vertex esc_ir_vertex_of(const struct esc_ir *ir, LLVMValueRef value) {
  uint32_t known = esc_set_find(&ir->vertices, context_of(ir, value), 0, key_of(value));
  return known ? known - 1 : 0;
}

esc_place esc_ir_place(struct esc_ir *ir, LLVMValueRef inst) {
  if (ir->places.count > 1 && ir->places.at[ir->places.count - 1] == inst)
    return ir->places.count - 1;
  esc_vec_push(ir->arena, &ir->places, inst);
  return ir->places.count - 1;
}

uint32_t esc_ir_chain(struct esc_ir *ir, struct esc_set *heads, LLVMValueRef key, uint32_t number) {
  uint32_t next = esc_set_find(heads, 0, 0, key_of(key));
  if (next)
    esc_set_replace(heads, 0, 0, key_of(key), number);
  else
    (void)esc_set_add(ir->arena, heads, 0, 0, key_of(key), number);
  return next;
}

void esc_ir_add_event(struct esc_ir *ir, enum esc_ir_event_kind kind, LLVMValueRef inst, LLVMValueRef operand,
                      const struct esc_ir_allocator *allocator) {
  struct esc_ir_event event = {.kind = kind,
                               .inst = inst,
                               .operand = operand,
                               .pointer = esc_ir_vertex(ir, operand),
                               .allocator = {.name = ""},
                               .context = ir->context};
  if (allocator)
    event.allocator = *allocator;
  esc_vec_push(ir->arena, &ir->events, event);
  if (ir->context)
    ir->events.at[ir->events.count - 1].next_at =
        esc_ir_chain(ir, &ir->events_below, ir->contexts.at[ir->context].at, ir->events.count);
  else if (kind != ESC_IR_ALIGNED)
    (void)esc_set_add(ir->arena, &ir->event_at, 0, 0, key_of(inst), ir->events.count);
}

void esc_ir_note_alignment(struct esc_ir *ir, LLVMValueRef inst, LLVMValueRef operand, uint64_t alignment) {
  if (alignment <= ir->heap_alignment || !esc_ir_vertex(ir, operand))
    return;
  esc_ir_add_event(ir, ESC_IR_ALIGNED, inst, operand, NULL);
  ir->events.at[ir->events.count - 1].alignment = alignment;
}

void esc_ir_read_body(struct esc_ir *ir, LLVMValueRef function) {
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
      esc_ir_read_instruction(ir, i);
}

void esc_ir_read_function(struct esc_ir *ir) {
  ir->graph = esc_graph_new(ir->arena);
  ir->heap_alignment = esc_llvm_heap_alignment(ir->module);
  esc_vec_push(ir->arena, &ir->places, NULL);
  esc_vec_push(ir->arena, &ir->contexts, (struct esc_ir_context){.function = ir->function});
  if (ir->for_parameters)
    esc_ir_read_parameters(ir);
  esc_ir_read_body(ir, ir->function);
  esc_ir_follow(ir);
}

void esc_ir_index_sites(struct esc_ir *ir) {
  ir->site_of = esc_arena_alloc(ir->arena, (esc_graph_object_count(ir->graph) + 1) * sizeof *ir->site_of);
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    struct esc_ir_site *site = &ir->sites.at[i];
    ir->site_of[site->object] = i + 1;
    site->next_at = esc_ir_chain(ir, &ir->below, site->at, i + 1);
    if (!site->context)
      (void)esc_set_add(ir->arena, &ir->site_at, 0, 0, key_of(site->call), i + 1);
  }
}
