/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The edges of each instruction. Every opcode has a deliberate case; what is not known escapes.
 *
 * Provenance follows LangRef, "Pointer Aliasing Rules": a pointer is based on what it was computed from, also through
 * integers. Comparing addresses and taking them for control flow does not carry a pointer on.
 */
#include "ir.h"

/* Masks that keep only bits below this do not keep an address: no two objects differ in them alone. */
enum { LOW_BITS = 4096 };

void esc_ir_leak_operands(struct esc_ir *ir, LLVMValueRef inst, enum esc_step step) {
  int count = LLVMGetNumOperands(inst);
  for (int i = 0; i < count; i++) {
    esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(inst, (unsigned)i));
    if (from)
      esc_graph_add_copy(ir->graph, ESC_WORLD, from, step, esc_ir_place(ir, inst));
  }
}

static void read_copy(struct esc_ir *ir, LLVMValueRef inst, unsigned operand, enum esc_step step) {
  esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(inst, operand));
  if (from)
    esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, inst), from, step, esc_ir_place(ir, inst));
}

/* The result may be based on any operand, at any offset. */
static void read_mixture(struct esc_ir *ir, LLVMValueRef inst, enum esc_step step) {
  int count = LLVMGetNumOperands(inst);
  for (int i = 0; i < count; i++) {
    esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(inst, (unsigned)i));
    if (from)
      esc_graph_add_offset(ir->graph, esc_ir_vertex(ir, inst), from, ESC_ANY, step, esc_ir_place(ir, inst));
  }
}

/* A lane that is narrower than a pointer may be a part of one, which is then another pointer. */
static void read_lanes(struct esc_ir *ir, LLVMValueRef inst) {
  LLVMTypeRef lane = LLVMGetElementType(LLVMTypeOf(inst));
  uint64_t pointer = LLVMPointerSize(LLVMGetModuleDataLayout(ir->module));
  if (esc_llvm_store_size(inst, lane) < pointer) {
    read_mixture(ir, inst, ESC_STEP_ASSIGNED);
    return;
  }
  read_copy(ir, inst, 0, ESC_STEP_ASSIGNED);
  read_copy(ir, inst, 1, ESC_STEP_ASSIGNED);
}

static void read_phi(struct esc_ir *ir, LLVMValueRef inst) {
  unsigned count = LLVMCountIncoming(inst);
  for (unsigned i = 0; i < count; i++) {
    esc_vertex from = esc_ir_vertex(ir, LLVMGetIncomingValue(inst, i));
    if (from)
      esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, inst), from, ESC_STEP_MERGED, esc_ir_place(ir, inst));
  }
}

static void read_gep(struct esc_ir *ir, LLVMValueRef inst) {
  int64_t offset = 0;
  if (!esc_llvm_gep_offset(inst, &offset))
    offset = ESC_ANY;
  esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(inst, 0));
  if (from)
    esc_graph_add_offset(ir->graph, esc_ir_vertex(ir, inst), from, offset, ESC_STEP_MOVED, esc_ir_place(ir, inst));
  else /* null and a number: LLVM takes it for inttoptr too */
    esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, inst), ESC_STRANGER, ESC_STEP_ASSIGNED, esc_ir_place(ir, inst));
  /* The result is based on the pointer alone. But an index that was made from an address can rebuild it (q + (p - q))
     or look its bytes up in a table, and nothing follows that. */
  int count = LLVMGetNumOperands(inst);
  for (int i = 1; i < count; i++) {
    esc_vertex index = esc_ir_vertex(ir, LLVMGetOperand(inst, (unsigned)i));
    if (index)
      esc_graph_add_copy(ir->graph, ESC_WORLD, index, ESC_STEP_INDEXED, esc_ir_place(ir, inst));
  }
}

/* The bits of an address as they are, or the low ones of them. */
static bool is_address(struct esc_ir *ir, LLVMValueRef value) {
  /* Limited, because unreachable code may hold a cast of itself, and because each of a long chain asks. */
  enum { LONGEST = 8 };
  for (int i = 0; i < LONGEST && (LLVMIsATruncInst(value) || LLVMIsAZExtInst(value)); i++)
    value = LLVMGetOperand(value, 0);
  if (!LLVMIsAPtrToIntInst(value))
    return false;
  /* A pointer that a callee or a load gives may be any function of an address, such as one of its bytes. */
  LLVMValueRef pointer = esc_ir_strip(LLVMGetOperand(value, 0));
  struct esc_ir_allocator allocator;
  return !LLVMIsAInstruction(pointer) || LLVMIsAAllocaInst(pointer) ||
         (esc_ir_is_call(pointer) && esc_ir_is_site(ir->run, pointer, &allocator));
}

static bool keeps_low_bits_only(struct esc_ir *ir, LLVMValueRef inst) {
  for (unsigned i = 0; i < 2; i++) {
    LLVMValueRef mask = LLVMGetOperand(inst, i);
    if (esc_ir_constant(mask, LOW_BITS) < LOW_BITS && is_address(ir, LLVMGetOperand(inst, 1 - i)))
      return true;
  }
  return false;
}

enum { MOST_INPUTS = 64 };

struct inputs {
  LLVMValueRef at[MOST_INPUTS];
  unsigned count;
  bool overflow;
  bool through_phi; /* some may be values of an earlier round of a loop, of which nothing is known at the place asked */
  bool known_nonnull; /* some are not null only because of where they are asked about */
};

static void add_input(struct inputs *inputs, LLVMValueRef value) {
  for (unsigned i = 0; i < inputs->count; i++)
    if (inputs->at[i] == value)
      return;
  if (inputs->count < MOST_INPUTS)
    inputs->at[inputs->count++] = value;
  else
    inputs->overflow = true;
}

/* strchr(p, c) and its like, where the result is known not to be null, point to what p points to. */
static bool add_returned_argument(struct esc_ir *ir, struct inputs *inputs, LLVMValueRef call, LLVMValueRef at) {
  const struct esc_model *model = esc_ir_find_model(ir, call);
  if (!model || (model->flags & ESC_MODEL_OR_ELSE) || !esc_llvm_is_not_null(ir->run, call, at))
    return false;
  const uint32_t returns = ESC_EFFECT_RETURN | ESC_EFFECT_RETURN_INTO;
  bool any = false;
  for (uint32_t i = 0; i < model->arg_count; i++) {
    if (model->args[i].effects & ESC_EFFECT_CONTENT_RETURN)
      return false;
    if (!(model->args[i].effects & returns))
      continue;
    add_input(inputs, LLVMGetOperand(call, i));
    inputs->known_nonnull = any = true;
  }
  return any;
}

/* What a pointer is made from, if it points to the same object as that. False if it may be something else. */
static bool add_base(struct esc_ir *ir, struct inputs *inputs, LLVMValueRef value, LLVMValueRef at) {
  struct esc_ir_allocator allocator;
  if (LLVMIsAAllocaInst(value))
    return true;
  if (LLVMIsAPHINode(value)) {
    for (unsigned i = 0; i < LLVMCountIncoming(value); i++)
      add_input(inputs, LLVMGetIncomingValue(value, i));
    inputs->through_phi = true;
    return true;
  }
  if (LLVMIsASelectInst(value)) {
    add_input(inputs, LLVMGetOperand(value, 1));
    add_input(inputs, LLVMGetOperand(value, 2));
    return true;
  }
  if (LLVMIsAGetElementPtrInst(value) || LLVMIsAFreezeInst(value)) {
    add_input(inputs, LLVMGetOperand(value, 0));
    return true;
  }
  if (!esc_ir_is_call(value))
    return false;
  if (esc_ir_is_site(ir->run, value, &allocator))
    return allocator.role == ESC_IR_ALLOCATE;
  return add_returned_argument(ir, inputs, value, at);
}

/*
 * True if an integer is, on every path, the address of some object of this function plus a number: then the difference
 * of two such integers that come from one object does not depend on where it is. Not so for a multiple of an address,
 * nor where null, a constant or something from memory may take the object's place: p - (q ? q : 0) can be p.
 */
static bool is_surely_based(struct esc_ir *ir, LLVMValueRef address, LLVMValueRef at) {
  if (!LLVMIsAPtrToIntInst(address))
    return false;
  struct inputs inputs = {.count = 0};
  add_input(&inputs, LLVMGetOperand(address, 0));
  for (unsigned done = 0; done < inputs.count; done++)
    if (!add_base(ir, &inputs, inputs.at[done], at) || inputs.overflow)
      return false;
  return !(inputs.through_phi && inputs.known_nonnull);
}

static void read_sub(struct esc_ir *ir, LLVMValueRef inst) {
  LLVMValueRef a = LLVMGetOperand(inst, 0), b = LLVMGetOperand(inst, 1);
  if (is_surely_based(ir, a, inst) && is_surely_based(ir, b, inst))
    esc_graph_add_difference(ir->graph, esc_ir_vertex(ir, inst), esc_ir_vertex(ir, a), esc_ir_vertex(ir, b),
                             esc_ir_place(ir, inst));
  else
    read_mixture(ir, inst, ESC_STEP_COMPUTED);
}

static void read_number(struct esc_ir *ir, LLVMValueRef inst, LLVMOpcode opcode) {
  if (opcode == LLVMSub)
    read_sub(ir, inst);
  else if (opcode != LLVMAnd || !keeps_low_bits_only(ir, inst))
    read_mixture(ir, inst, ESC_STEP_COMPUTED);
}

static void read_cast(struct esc_ir *ir, LLVMValueRef inst, LLVMOpcode opcode) {
  LLVMTypeRef type = LLVMTypeOf(inst);
  if (opcode == LLVMTrunc && LLVMGetTypeKind(type) == LLVMIntegerTypeKind && LLVMGetIntTypeWidth(type) == 1)
    return; /* one bit is a fact about an address, not an address */
  read_copy(ir, inst, 0, opcode == LLVMPtrToInt ? ESC_STEP_TO_INTEGER : ESC_STEP_ASSIGNED);
  /* A number can be the address of anything outside, however it was computed. */
  if (opcode == LLVMIntToPtr)
    esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, inst), ESC_STRANGER, ESC_STEP_ASSIGNED, esc_ir_place(ir, inst));
}

static void read_return(struct esc_ir *ir, LLVMValueRef inst) {
  if (!LLVMGetNumOperands(inst))
    return;
  esc_vertex result = ir->contexts.at[ir->context].result, from = esc_ir_vertex(ir, LLVMGetOperand(inst, 0));
  if (!result)
    esc_ir_leak_operands(ir, inst, ESC_STEP_RETURNED);
  else if (from)
    esc_graph_add_copy(ir->graph, result, from, ir->context ? ESC_STEP_ASSIGNED : ESC_STEP_RETURNED,
                       esc_ir_place(ir, inst));
}

/* Instructions that move values between registers. True if `opcode` is one. */
static bool read_value(struct esc_ir *ir, LLVMValueRef inst, LLVMOpcode opcode) {
  switch ((int)opcode) {
  case LLVMPHI:
    read_phi(ir, inst);
    return true;
  case LLVMSelect:
    read_copy(ir, inst, 1, ESC_STEP_MERGED);
    read_copy(ir, inst, 2, ESC_STEP_MERGED);
    return true;
  case LLVMGetElementPtr:
    read_gep(ir, inst);
    return true;
  case LLVMFreeze:
  case LLVMFNeg:
  case LLVMExtractValue:
  case LLVMExtractElement:
    read_copy(ir, inst, 0, ESC_STEP_ASSIGNED);
    return true;
  case LLVMInsertElement:
  case LLVMShuffleVector:
    read_lanes(ir, inst);
    return true;
  case LLVMInsertValue:
    read_copy(ir, inst, 0, ESC_STEP_ASSIGNED);
    read_copy(ir, inst, 1, ESC_STEP_ASSIGNED);
    return true;
  case LLVMTrunc:
  case LLVMZExt:
  case LLVMSExt:
  case LLVMFPToUI:
  case LLVMFPToSI:
  case LLVMUIToFP:
  case LLVMSIToFP:
  case LLVMFPTrunc:
  case LLVMFPExt:
  case LLVMPtrToInt:
  case ESC_LLVM_PTR_TO_ADDR: /* no provenance, but the proof of one live instance must see that addresses are compared
                              */
  case LLVMIntToPtr:
  case LLVMBitCast:
  case LLVMAddrSpaceCast:
    read_cast(ir, inst, opcode);
    return true;
  case LLVMAdd:
  case LLVMFAdd:
  case LLVMSub:
  case LLVMFSub:
  case LLVMMul:
  case LLVMFMul:
  case LLVMUDiv:
  case LLVMSDiv:
  case LLVMFDiv:
  case LLVMURem:
  case LLVMSRem:
  case LLVMFRem:
  case LLVMShl:
  case LLVMLShr:
  case LLVMAShr:
  case LLVMAnd:
  case LLVMOr:
  case LLVMXor:
    read_number(ir, inst, opcode);
    return true;
  default:
    return false;
  }
}

void esc_ir_read_instruction(struct esc_ir *ir, LLVMValueRef inst) {
  LLVMOpcode opcode = LLVMGetInstructionOpcode(inst);
  if (read_value(ir, inst, opcode))
    return;
  switch ((int)opcode) {
  case LLVMAlloca:
  case LLVMLoad:
  case LLVMStore:
  case LLVMAtomicRMW:
  case LLVMAtomicCmpXchg:
  case LLVMVAArg:
    esc_ir_read_memory(ir, inst, opcode);
    return;
  case LLVMCall:
  case LLVMInvoke:
    esc_ir_read_call(ir, inst);
    return;
  case LLVMRet:
    read_return(ir, inst);
    return;
  case LLVMResume:
  case LLVMCleanupRet:
  case LLVMCatchRet:
  case LLVMCatchPad:
  case LLVMCleanupPad:
  case LLVMCatchSwitch:
    esc_ir_leak_operands(ir, inst, ESC_STEP_THROWN);
    return;
  case LLVMLandingPad: /* what was thrown comes from elsewhere */
    esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, inst), ESC_STRANGER, ESC_STEP_ASSIGNED, esc_ir_place(ir, inst));
    return;
  case LLVMICmp: /* one bit that depends on an address is not the address */
  case LLVMFCmp:
  case LLVMFence:
  case LLVMUnreachable:
  case LLVMBr: /* control flow that depends on an address does not carry it */
  case LLVMSwitch:
  case LLVMIndirectBr:
    return;
  case LLVMCallBr: /* inline assembly that may jump */
    esc_ir_leak_operands(ir, inst, ESC_STEP_ASSEMBLY);
    break;
  default:
    esc_ir_leak_operands(ir, inst, ESC_STEP_NOT_FOLLOWED);
    break;
  }
  esc_vertex result = esc_ir_vertex(ir, inst);
  if (result)
    esc_graph_add_copy(ir->graph, result, ESC_STRANGER, ESC_STEP_ASSIGNED, esc_ir_place(ir, inst));
}
