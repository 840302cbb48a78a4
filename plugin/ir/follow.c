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
 * Calls through pointers are followed to all functions that they can go to, if those are known, and functions that are
 * handed to the library (qsort) with what it calls them with. Nothing is changed in those.
 *
 * A function that calls itself is followed once: the inner call's arguments flow to the parameters of the outer one.
 */
#include "ir.h"

bool esc_ir_put_off(struct esc_ir *ir, LLVMValueRef call) {
  if (ir->options->no_calls || ir->options->hardened)
    return false;
  LLVMValueRef callee = esc_llvm_callee(call);
  bool possible = callee ? esc_llvm_body(call, callee) != ESC_LLVM_NO_BODY : !LLVMIsAFunction(LLVMGetCalledValue(call));
  if (possible)
    esc_vec_push(ir->arena, &ir->pending, (struct esc_ir_pending){call, callee, ir->context, 0, false, {NULL, 0, 0}});
  return possible;
}

bool esc_ir_put_off_callback(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, LLVMValueRef callback) {
  if (ir->options->no_calls || ir->options->hardened || !LLVMIsAFunction(callback) ||
      esc_llvm_body_of(callback) != ESC_LLVM_EXACT_BODY)
    return false;
  esc_vec_push(ir->arena, &ir->pending,
               (struct esc_ir_pending){call, callback, ir->context, from, false, {NULL, 0, 0}});
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
    if (parameter == ESC_STRANGER) /* a number that the function itself was called with */
      parameter = ESC_WORLD;
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

/* A library function calls a function of the program: with what it was handed for that, and with what else it has. */
static void bind_callback(struct esc_ir *ir, const struct esc_ir_pending *call, uint32_t context) {
  LLVMValueRef function = ir->contexts.at[context].function;
  esc_place place = esc_ir_place(ir, call->call);
  ir->context = context;
  for (LLVMValueRef p = LLVMGetFirstParam(function); p; p = LLVMGetNextParam(p)) {
    esc_vertex parameter = esc_ir_vertex(ir, p);
    esc_graph_add_copy(ir->graph, parameter, ESC_STRANGER, ESC_STEP_ASSIGNED, place);
    if (LLVMGetTypeKind(LLVMTypeOf(p)) == LLVMPointerTypeKind)
      esc_graph_add_copy(ir->graph, parameter, call->handed, ESC_STEP_CALLED_BACK, place);
  }
  esc_graph_add_copy(ir->graph, ESC_WORLD, ir->contexts.at[context].result, ESC_STEP_RETURNED, place);
  ir->context = call->context;
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

/* Reads the body of `callee` for the call; false if the limits or the callee forbid it. */
static bool follow(struct esc_ir *ir, const struct esc_ir_pending *call, LLVMValueRef callee, uint64_t handed) {
  if (callee == ir->function && ir->for_parameters && !call->handed) {
    bind(ir, call->call, call->context, 0);
    return true;
  }
  if (callee == ir->function) /* objects of two activations of the function itself must not be taken for one */
    return false;
  bool by_pointer = !call->callee || call->handed;
  uint32_t outer = find_outer(ir, callee, call->context);
  if (outer && by_pointer)
    return false;
  if (outer) {
    follow_recursion(ir, call, outer);
    return true;
  }
  uint32_t depth = ir->contexts.at[call->context].depth + 1, size = esc_ir_count_instructions(callee);
  uint64_t *left = esc_ir_following_left(ir->calls);
  if (depth > ir->options->max_depth || size > ir->options->max_follow - ir->followed || size > *left)
    return false;
  bool inexact = esc_llvm_body_of(callee) == ESC_LLVM_INEXACT_BODY;
  if (inexact && !ir->for_parameters && size > *esc_ir_growth_left(ir)) /* a copy of it will have to be called */
    return false;
  ir->followed += size;
  *left -= size;
  struct esc_ir_context context = {.function = callee,
                                   .call = call->call,
                                   .at = call->context ? ir->contexts.at[call->context].at : call->call,
                                   .parent = call->context,
                                   .depth = depth,
                                   .size = size,
                                   .handed = handed,
                                   .called_back = call->handed != 0,
                                   .result = esc_graph_add_vertex(ir->graph, NULL),
                                   .fixed = by_pointer || !esc_llvm_can_clone(callee),
                                   .inexact = inexact};
  esc_vec_push(ir->arena, &ir->contexts, context);
  if (call->handed)
    bind_callback(ir, call, ir->contexts.count - 1);
  else
    bind(ir, call->call, call->context, ir->contexts.count - 1);
  ir->context = ir->contexts.count - 1;
  esc_ir_read_body(ir, callee);
  return true;
}

/* A solution has vertices of its own behind those of the graph that it is of. */
esc_fact esc_ir_first_fact(const struct esc_ir *ir, esc_vertex vertex) {
  return vertex && vertex <= ir->last_solved ? esc_solution_first(ir->solution, vertex) : 0;
}

static bool is_marked(const struct esc_ir *ir, esc_fact first, const bool *marked) {
  for (esc_fact f = first; f; f = esc_solution_next(ir->solution, f))
    if (marked[esc_solution_fact(ir->solution, f).object])
      return true;
  return false;
}

/* Marks what may hold a pointer to a marked object, at any depth; `holds` gets which objects do. */
static void spread(struct esc_ir *ir, bool *marked, bool *holds) {
  const struct esc_ir_held *held = esc_ir_find_held(ir);
  ESC_VEC(esc_object) todo = {0};
  for (esc_object o = 1; o <= esc_graph_object_count(ir->graph); o++)
    if (marked[o])
      esc_vec_push(ir->solving, &todo, o);
  for (uint32_t done = 0; done < todo.count; done++)
    for (uint32_t i = 0; i < held[todo.at[done]].count; i++) {
      esc_object holder = held[todo.at[done]].at[i];
      holds[holder] = true;
      if (!marked[holder])
        esc_vec_push(ir->solving, &todo, holder);
      marked[holder] = true;
    }
}

bool esc_ir_is_handed(struct esc_ir *ir, uint32_t context, LLVMValueRef call, const bool *marked) {
  unsigned count = LLVMGetNumArgOperands(call);
  uint32_t before = ir->context;
  bool any = false;
  ir->context = context;
  for (unsigned i = 0; !any && i < count; i++) {
    any = is_marked(ir, esc_ir_first_fact(ir, esc_ir_vertex_of(ir, LLVMGetOperand(call, i))), marked);
  }
  ir->context = before;
  return any;
}

/* The objects about which a look into a callee could decide something, and what holds pointers to them. */
static bool *find_open(struct esc_ir *ir, bool **holds) {
  uint32_t count = esc_graph_object_count(ir->graph);
  bool *open = esc_arena_alloc(ir->solving, count + 1);
  for (esc_object o = 1; o <= count; o++)
    open[o] = (ir->for_parameters ? esc_ir_is_given(ir, o) : esc_graph_object_kind(ir->graph, o) == ESC_OBJECT_SITE) &&
              !esc_solution_escape(ir->solution, o);
  *holds = esc_arena_alloc(ir->solving, count + 1);
  spread(ir, open, *holds);
  return open;
}

static void read_as_told(struct esc_ir *ir, uint32_t number) {
  struct esc_ir_pending *call = &ir->pending.at[number];
  call->done = true;
  ir->context = call->context;
  if (call->handed)
    esc_ir_read_callback(ir, call->call, call->handed, call->callee);
  else
    esc_ir_read_by_attributes(ir, call->call, NULL);
  ir->context = 0;
}

/* Attributes say that the pointer is neither kept nor returned nor freed: then only what it leads to is of interest. */
static bool is_promised(LLVMValueRef call, unsigned argument) {
  const unsigned any = ESC_LLVM_ARG_CAPTURES | ESC_LLVM_ARG_RETURNS | ESC_LLVM_ARG_IS_RESULT | ESC_LLVM_ARG_FREES;
  return LLVMGetTypeKind(LLVMTypeOf(LLVMGetOperand(call, argument))) == LLVMPointerTypeKind &&
         !(esc_llvm_argument(call, argument) & any);
}

/* Which arguments of a call bring in something that is asked about. Of a body that was read since the last solving it
 * is only known what it hands on as it got it, or a part of it. */
static uint64_t find_handed(struct esc_ir *ir, const struct esc_ir_pending *call, const bool *open, const bool *holds,
                            bool solved) {
  unsigned count = LLVMGetNumArgOperands(call->call);
  uint64_t handed = 0;
  ir->context = call->context;
  for (unsigned i = 0; i < count && i < 64; i++) {
    LLVMValueRef argument = LLVMGetOperand(call->call, i);
    bool is_one = false;
    if (solved) {
      esc_fact first = esc_ir_first_fact(ir, esc_ir_vertex_of(ir, argument));
      is_one = is_marked(ir, first, open) && (!is_promised(call->call, i) || is_marked(ir, first, holds));
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

static bool is_followed(const struct esc_ir_pending *call, LLVMValueRef target) {
  for (uint32_t i = 0; i < call->targets.count; i++)
    if (call->targets.at[i] == target)
      return true;
  return false;
}

/* Follows a call through a pointer to all that it is known to go to by now. True if there is something new. */
static bool follow_targets(struct esc_ir *ir, uint32_t number, uint64_t handed) {
  struct esc_ir_pending call = ir->pending.at[number];
  LLVMValueRef *targets = NULL;
  uint32_t count = 0;
  bool any = false, known = esc_ir_find_targets(ir, &call, &targets, &count);
  for (uint32_t i = 0; known && i < count; i++) {
    if (is_followed(&call, targets[i]))
      continue;
    any = true;
    ir->context = call.context;
    known = esc_ir_apply_summary(ir, call.call, targets[i], handed) ||
            (!ir->for_summary && follow(ir, &call, targets[i], handed));
    ir->context = 0;
    esc_vec_push(ir->arena, &ir->pending.at[number].targets, targets[i]);
  }
  if (!known)
    read_as_told(ir, number);
  return any || !known;
}

static bool is_asked_for(struct esc_ir *ir, const struct esc_ir_pending *call, uint64_t handed) {
  return handed || call->targets.count ||
         (!ir->for_parameters && call->callee && !call->handed && esc_ir_is_maker(ir->calls, call->callee));
}

/* Follows the calls that are asked for. True if there were any. */
static bool follow_asked(struct esc_ir *ir) {
  bool *holds = NULL;
  const bool *open = find_open(ir, &holds);
  uint32_t solved = ir->contexts.count;
  bool any = false;
  for (uint32_t i = 0; i < ir->pending.count; i++) {
    struct esc_ir_pending call = ir->pending.at[i]; /* reading adds to them */
    uint64_t handed = 0;
    if (call.done)
      continue;
    if (!call.handed)
      handed = find_handed(ir, &call, open, holds, call.context < solved);
    else if (call.context < solved)
      handed = is_marked(ir, esc_ir_first_fact(ir, call.handed), open);
    if (!is_asked_for(ir, &call, handed))
      continue;
    if (!call.callee) {
      any |= call.context < solved && follow_targets(ir, i, handed);
      continue;
    }
    ir->pending.at[i].done = any = true;
    ir->context = call.context;
    bool known = !call.handed && esc_ir_apply_summary(ir, call.call, call.callee, handed);
    if (!known && (ir->for_summary || !follow(ir, &call, call.callee, handed)))
      read_as_told(ir, i);
    ir->context = 0;
  }
  return any;
}

/* What nobody asked for; at `last` also the calls whose targets would have to be asked for again. True if there was
 * any. */
static bool read_rest(struct esc_ir *ir, bool last) {
  bool any = false;
  for (uint32_t i = 0; i < ir->pending.count; i++)
    if (!ir->pending.at[i].done && (last || !ir->pending.at[i].targets.count)) {
      read_as_told(ir, i);
      any = true;
    }
  return any;
}

static void solve(struct esc_ir *ir) {
  const uint64_t most = UINT32_MAX / 2;
  struct esc_solve_limits limits = {
      (uint32_t)(ir->options->max_facts < most ? ir->options->max_facts : most),
      (uint32_t)(ir->options->max_offsets < UINT32_MAX ? ir->options->max_offsets : UINT32_MAX)};
  esc_arena_free(ir->solving);
  ir->solving = esc_arena_new(NULL);
  ir->solution = esc_solve(ir->solving, ir->graph, limits);
  ir->last_solved = esc_graph_vertex_count(ir->graph);
}

void esc_ir_follow(struct esc_ir *ir) {
  bool more = true;
  for (uint64_t round = 1; more; round++) {
    bool last = round >= ir->options->max_rounds;
    solve(ir);
    more = esc_solution_is_complete(ir->solution) && ((!last && follow_asked(ir)) || read_rest(ir, last));
  }
}
