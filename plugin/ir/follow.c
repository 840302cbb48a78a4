/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * Into the bodies of callees. What a callee does with a pointer is what its instructions do, so they are read into the
 * same graph, once for each call that is followed: parameters get what the call passes, the call's value is what is
 * returned. That is a summary of the callee for this very call, with fields, contents and allocations, and the path of
 * a remark leads through the callee's lines.
 *
 *     struct person *p = new_person("Ada");      new_person: p.1 = malloc; name.1 = strdup; p.1->name = name.1
 *     greet(p);                                  greet:      puts(p.2->name)
 *     person_free(p);                            person_free: free(p.3->name); free(p.3)
 *
 * Nothing is followed that nobody asks for. Calls are put off at first, as if they did nothing; the graph is solved,
 * which finds too little; each call that is handed a pointer of a site that does not escape yet, or memory that holds
 * one, is asked for, and so is each call of a function that makes objects for its callers. Their bodies are read, and
 * those of the calls by which they hand on what they were handed, and on with the solving, until nobody asks. The calls
 * that are left, and those beyond the limits, do what their attributes say. At the end every call is in the graph, so
 * it is the limits that decide how much is found, never what is sound.
 *
 * A function that calls itself is followed once: the inner call's arguments flow to the parameters of the outer one.
 */
#include "ir.h"

bool esc_ir_put_off(struct esc_ir *ir, LLVMValueRef call) {
  if (ir->options->no_calls || ir->options->hardened)
    return false;
  LLVMValueRef callee = esc_llvm_callee(call);
  if (!callee || esc_llvm_body(call, callee) == ESC_LLVM_NO_BODY)
    return false;
  esc_vec_push(ir->arena, &ir->pending, (struct esc_ir_pending){call, ir->context, false});
  return true;
}

bool esc_ir_is_fixed(const struct esc_ir *ir, uint32_t context) {
  for (; context; context = ir->contexts.at[context].parent)
    if (ir->contexts.at[context].fixed)
      return true;
  return false;
}

bool esc_ir_runs_again(const struct esc_ir *ir, uint32_t context) {
  for (; context; context = ir->contexts.at[context].parent) {
    const struct esc_ir_context *one = &ir->contexts.at[context];
    if (one->recursive || (one->parent && esc_llvm_in_cycle(ir->run, one->call)))
      return true;
  }
  return false;
}

uint32_t esc_ir_count_instructions(LLVMValueRef function) {
  uint32_t count = 0;
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
      count++;
  return count;
}

/* The memory that a by-value argument is copied to. */
static void bind_copy(struct esc_ir *ir, esc_vertex parameter, esc_vertex from, esc_place place) {
  esc_object copy = esc_graph_add_object(ir->graph, ESC_OBJECT_LOCAL, NULL, place);
  esc_graph_set_loose(ir->graph, copy);
  esc_graph_add_address(ir->graph, parameter, copy, ESC_STEP_ASSIGNED, place);
  if (from)
    esc_graph_add_transfer(ir->graph, parameter, from, ESC_ALL_BYTES, ESC_STEP_COPIED, place);
}

/* What the call, in the body of `caller`, passes flows to the parameters of `context`, and its result comes back. */
static void bind(struct esc_ir *ir, LLVMValueRef call, uint32_t caller, uint32_t context) {
  LLVMValueRef function = ir->contexts.at[context].function;
  unsigned count = LLVMGetNumArgOperands(call), parameters = LLVMCountParams(function);
  esc_place place = esc_ir_place(ir, call);
  for (unsigned i = 0; i < count; i++) {
    ir->context = caller;
    esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(call, i));
    if (i >= parameters) { /* found by va_arg, in a list that is not followed */
      if (from)
        esc_graph_add_copy(ir->graph, ESC_WORLD, from, ESC_STEP_PASSED, place);
      continue;
    }
    ir->context = context;
    esc_vertex parameter = esc_ir_vertex(ir, LLVMGetParam(function, i));
    if (esc_llvm_argument(call, i) & ESC_LLVM_ARG_BYVAL)
      bind_copy(ir, parameter, from, place);
    else if (from)
      esc_graph_add_copy(ir->graph, parameter, from, ESC_STEP_PASSED, place);
  }
  ir->context = caller;
  esc_vertex result = esc_ir_vertex(ir, call);
  if (result)
    esc_graph_add_copy(ir->graph, result, ir->contexts.at[context].result, ESC_STEP_RESULT, place);
}

/* The context in which the callee is running already when the call is made; 0 if there is none. */
static uint32_t find_outer(const struct esc_ir *ir, LLVMValueRef callee, uint32_t context) {
  while (context && ir->contexts.at[context].function != callee)
    context = ir->contexts.at[context].parent;
  return context;
}

/* A call of something that is running already. A direct one can go to the copy that it is in; no copy is made of
 * several functions that call each other. */
static void follow_recursion(struct esc_ir *ir, const struct esc_ir_pending *call, uint32_t outer) {
  for (uint32_t c = call->context; c != outer; c = ir->contexts.at[c].parent)
    ir->contexts.at[c].recursive = ir->contexts.at[c].fixed = true;
  ir->contexts.at[outer].recursive = true;
  if (call->context == outer)
    esc_vec_push(ir->arena, &ir->contexts.at[outer].own_calls, call->call);
  else
    ir->contexts.at[outer].fixed = true;
  bind(ir, call->call, call->context, outer);
}

static bool follow(struct esc_ir *ir, const struct esc_ir_pending *call, uint64_t handed) {
  LLVMValueRef callee = esc_llvm_callee(call->call);
  if (callee == ir->function) /* objects of two activations of the function itself must not be taken for one */
    return false;
  uint32_t outer = find_outer(ir, callee, call->context);
  if (outer) {
    follow_recursion(ir, call, outer);
    return true;
  }
  uint32_t depth = ir->contexts.at[call->context].depth + 1, size = esc_ir_count_instructions(callee);
  if (depth > ir->options->max_depth || size > ir->options->max_follow - ir->followed)
    return false;
  ir->followed += size;
  struct esc_ir_context context = {.function = callee,
                                   .call = call->call,
                                   .at = call->context ? ir->contexts.at[call->context].at : call->call,
                                   .parent = call->context,
                                   .depth = depth,
                                   .size = size,
                                   .handed = handed,
                                   .result = esc_graph_add_vertex(ir->graph, NULL),
                                   .fixed = !esc_llvm_can_clone(callee),
                                   .inexact = esc_llvm_body(call->call, callee) == ESC_LLVM_INEXACT_BODY};
  esc_vec_push(ir->arena, &ir->contexts, context);
  bind(ir, call->call, call->context, ir->contexts.count - 1);
  ir->context = ir->contexts.count - 1;
  esc_ir_read_body(ir, callee);
  return true;
}

static bool points_to_marked(const struct esc_ir *ir, esc_vertex vertex, const bool *marked) {
  for (esc_fact f = esc_solution_first(ir->solution, vertex); f; f = esc_solution_next(ir->solution, f))
    if (marked[esc_solution_fact(ir->solution, f).object])
      return true;
  return false;
}

void esc_ir_spread(struct esc_ir *ir, bool *marked) {
  for (bool more = true; more;) {
    more = false;
    for (uint32_t c = 0; c < esc_solution_cell_count(ir->solution); c++) {
      const struct esc_cell *cell = esc_solution_cell(ir->solution, c);
      if (!marked[cell->object] && points_to_marked(ir, cell->vertex, marked))
        more = marked[cell->object] = true;
    }
  }
}

bool esc_ir_is_handed(struct esc_ir *ir, uint32_t context, LLVMValueRef call, const bool *marked) {
  unsigned count = LLVMGetNumArgOperands(call);
  uint32_t before = ir->context;
  bool any = false;
  ir->context = context;
  for (unsigned i = 0; !any && i < count; i++) {
    esc_vertex vertex = esc_ir_vertex_of(ir, LLVMGetOperand(call, i));
    any = vertex && points_to_marked(ir, vertex, marked);
  }
  ir->context = before;
  return any;
}

/* The objects about which a look into a callee could decide something, and what holds pointers to them. */
static bool *find_open(struct esc_ir *ir) {
  uint32_t count = esc_graph_object_count(ir->graph);
  bool *open = esc_arena_alloc(ir->arena, count + 1);
  for (esc_object o = 1; o <= count; o++)
    open[o] = (ir->for_parameters ? esc_ir_is_given(ir, o) : esc_graph_object_kind(ir->graph, o) == ESC_OBJECT_SITE) &&
              !esc_solution_escape(ir->solution, o);
  esc_ir_spread(ir, open);
  return open;
}

static void read_as_told(struct esc_ir *ir, struct esc_ir_pending *call) {
  call->done = true;
  ir->context = call->context;
  esc_ir_read_by_attributes(ir, call->call, NULL);
}

/* Which arguments of a call bring in something that is asked about. Of a body that was read since the last solving it
 * is only known what it hands on as it got it, or a part of it. */
static uint64_t find_handed(struct esc_ir *ir, const struct esc_ir_pending *call, const bool *open, bool solved) {
  unsigned count = LLVMGetNumArgOperands(call->call);
  uint64_t handed = 0;
  ir->context = call->context;
  for (unsigned i = 0; i < count && i < 64; i++) {
    LLVMValueRef argument = LLVMGetOperand(call->call, i);
    bool is_one = false;
    if (solved) {
      esc_vertex vertex = esc_ir_vertex_of(ir, argument);
      is_one = vertex && points_to_marked(ir, vertex, open);
    } else {
      argument = esc_ir_strip(argument);
      argument = LLVMIsAGetElementPtrInst(argument) ? LLVMGetOperand(argument, 0) : argument;
      unsigned number = LLVMIsAArgument(argument) ? esc_llvm_parameter_number(argument) : 64;
      is_one = number < 64 && (ir->contexts.at[call->context].handed >> number & 1);
    }
    handed |= (uint64_t)is_one << i;
  }
  ir->context = 0;
  return handed;
}

/* Follows the calls that are asked for. True if there were any. */
static bool follow_asked(struct esc_ir *ir) {
  const bool *open = find_open(ir);
  uint32_t solved = ir->contexts.count;
  bool any = false;
  for (uint32_t i = 0; i < ir->pending.count; i++) {
    struct esc_ir_pending call = ir->pending.at[i]; /* reading adds to them */
    if (call.done)
      continue;
    uint64_t handed = find_handed(ir, &call, open, call.context < solved);
    if (!handed && (ir->for_parameters || !esc_ir_is_maker(ir->calls, esc_llvm_callee(call.call))))
      continue;
    ir->pending.at[i].done = any = true;
    ir->context = call.context;
    bool known = esc_ir_apply_summary(ir, call.call, esc_llvm_callee(call.call), handed);
    if (!known && (ir->for_summary || !follow(ir, &call, handed)))
      read_as_told(ir, &ir->pending.at[i]);
    ir->context = 0;
  }
  return any;
}

static void solve(struct esc_ir *ir) {
  const uint64_t most = UINT32_MAX / 2;
  struct esc_solve_limits limits = {
      (uint32_t)(ir->options->max_facts < most ? ir->options->max_facts : most),
      (uint32_t)(ir->options->max_offsets < UINT32_MAX ? ir->options->max_offsets : UINT32_MAX)};
  ir->solution = esc_solve(ir->arena, ir->graph, limits);
}

void esc_ir_follow(struct esc_ir *ir) {
  do
    solve(ir);
  while (esc_solution_is_complete(ir->solution) && follow_asked(ir));
  bool more = false;
  for (uint32_t i = 0; i < ir->pending.count; i++)
    if (!ir->pending.at[i].done) {
      read_as_told(ir, &ir->pending.at[i]);
      more = true;
    }
  ir->context = 0;
  if (more)
    solve(ir);
}
