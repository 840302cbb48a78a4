/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The call graph of the module, made when first asked for. A call through a pointer may be to any function of the
 * module whose address is taken and whose type is that of the call: dispatch tables and visitors call themselves that
 * way. Calls that come back from outside (a comparison function of qsort that sorts) are not seen.
 */
#include "ir.h"

#include "escape/call_graph.h"

struct esc_ir_calls {
  esc_arena *arena;
  LLVMModuleRef module;
  esc_calls *graph;       /* NULL until asked for */
  struct esc_set numbers; /* function -> number, type of function -> number of those of unknown target; both from 1 */
  ESC_VEC(LLVMValueRef) functions; /* by number; NULL for a type */
  struct esc_set makers;
  struct esc_ir_summaries summaries;
  uint64_t following_left;
};

struct esc_ir_calls *esc_ir_calls_new(esc_arena *arena, LLVMModuleRef module) {
  struct esc_ir_calls *calls = esc_arena_alloc(arena, sizeof *calls);
  calls->arena = calls->summaries.arena = arena;
  calls->module = module;
  /* So that time grows with the module whoever calls whom. */
  enum { LEAST = 100000, TIMES = 4 };
  uint64_t size = 0;
  for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f))
    size += esc_ir_count_instructions(f);
  calls->following_left = TIMES * size > LEAST ? TIMES * size : LEAST;
  return calls;
}

static uint32_t number_of(struct esc_ir_calls *calls, const void *thing, LLVMValueRef function) {
  uint32_t number = esc_set_find(&calls->numbers, 0, 0, (uint64_t)(uintptr_t)thing);
  if (!number) {
    number = esc_calls_add_node(calls->graph) + 1;
    esc_vec_push(calls->arena, &calls->functions, function);
    (void)esc_set_add(calls->arena, &calls->numbers, 0, 0, (uint64_t)(uintptr_t)thing, number);
  }
  return number - 1;
}

static bool is_address_taken(LLVMValueRef function) {
  for (LLVMUseRef use = LLVMGetFirstUse(function); use; use = LLVMGetNextUse(use)) {
    LLVMValueRef user = LLVMGetUser(use);
    if (!LLVMIsACallInst(user) && !LLVMIsAInvokeInst(user))
      return true;
    unsigned count = LLVMGetNumArgOperands(user);
    for (unsigned i = 0; i < count; i++)
      if (LLVMGetOperand(user, i) == function)
        return true;
  }
  return false;
}

static void add_call(struct esc_ir_calls *calls, uint32_t from, LLVMValueRef call) {
  LLVMValueRef callee = esc_llvm_callee(call);
  if (!callee && !LLVMIsAInlineAsm(LLVMGetCalledValue(call)))
    esc_calls_add_edge(calls->graph, from, number_of(calls, LLVMGetCalledFunctionType(call), NULL));
  else if (callee && !LLVMIsDeclaration(callee))
    esc_calls_add_edge(calls->graph, from, number_of(calls, callee, callee));
}

static void add_function(struct esc_ir_calls *calls, LLVMValueRef function) {
  uint32_t number = number_of(calls, function, function);
  if (is_address_taken(function))
    esc_calls_add_edge(calls->graph, number_of(calls, LLVMGlobalGetValueType(function), NULL), number);
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
      if (esc_ir_is_call(i) || LLVMIsACallBrInst(i))
        add_call(calls, number, i);
}

static void make(struct esc_ir_calls *calls) {
  if (calls->graph)
    return;
  calls->graph = esc_calls_new(calls->arena);
  for (LLVMValueRef f = LLVMGetFirstFunction(calls->module); f; f = LLVMGetNextFunction(f))
    if (!LLVMIsDeclaration(f))
      add_function(calls, f);
  esc_calls_seal(calls->graph);
}

LLVMValueRef *esc_ir_calls_order(struct esc_ir_calls *calls, uint32_t *count) {
  make(calls);
  ESC_VEC(LLVMValueRef) functions = {0};
  const uint32_t *order = esc_calls_order(calls->graph);
  for (uint32_t i = 0; i < calls->functions.count; i++)
    if (calls->functions.at[order[i]])
      esc_vec_push(calls->arena, &functions, calls->functions.at[order[i]]);
  *count = functions.count;
  return functions.at;
}

uint64_t *esc_ir_following_left(struct esc_ir_calls *calls) { return &calls->following_left; }

struct esc_ir_summaries *esc_ir_summaries(struct esc_ir_calls *calls) {
  return &calls->summaries;
}

void esc_ir_note_maker(struct esc_ir_calls *calls, LLVMValueRef function) {
  (void)esc_set_add(calls->arena, &calls->makers, 0, 0, (uint64_t)(uintptr_t)function, 1);
}

bool esc_ir_is_maker(const struct esc_ir_calls *calls, LLVMValueRef function) {
  return esc_set_find(&calls->makers, 0, 0, (uint64_t)(uintptr_t)function) != 0;
}

/* A copy that was made since (for -escape-hardened) has the node of its original; what else is new has none. */
static uint32_t node_of(struct esc_ir *ir) {
  make(ir->calls);
  return esc_set_find(&ir->calls->numbers, 0, 0, (uint64_t)(uintptr_t)ir->original);
}

bool esc_ir_is_recursive(struct esc_ir *ir) {
  if (esc_llvm_is_norecurse(ir->function))
    return false;
  uint32_t node = node_of(ir);
  return !node || esc_calls_is_recursive(ir->calls->graph, node - 1);
}

bool esc_ir_may_come_back(struct esc_ir *ir, LLVMValueRef call) {
  if (!esc_ir_is_recursive(ir))
    return false;
  LLVMValueRef callee = esc_llvm_callee(call);
  const void *thing = callee ? (const void *)callee : (const void *)LLVMGetCalledFunctionType(call);
  uint32_t from = node_of(ir), to = esc_set_find(&ir->calls->numbers, 0, 0, (uint64_t)(uintptr_t)thing);
  return from && to && esc_calls_are_mutual(ir->calls->graph, from - 1, to - 1);
}

uint64_t esc_ir_bytes_around(struct esc_ir *ir) {
  uint32_t node = node_of(ir);
  return node ? esc_calls_bytes_around(ir->calls->graph, node - 1) : 0;
}

void esc_ir_use_frame(struct esc_ir *ir, uint64_t bytes) {
  uint32_t node = node_of(ir);
  if (node)
    esc_calls_use(ir->calls->graph, node - 1, bytes);
}
