/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* What goes beyond one function: bodies of callees that are followed, what is known of them, and copies of them. */
#ifndef ESCAPE_IR_FOLLOW_H
#define ESCAPE_IR_FOLLOW_H

#include "bridge.h"

#include "escape/explain.h"

#include "../core/solve_set.h"

struct esc_ir;
struct esc_ir_site;
struct esc_ir_calls;
struct esc_ir_clones;

/*
 * A body that is followed: that of the function itself (number 0), or that of a callee for one call of it, with its own
 * vertices, objects and sites. Numbers of callers are smaller than those of their callees.
 */
struct esc_ir_context {
  LLVMValueRef function;
  LLVMValueRef call; /* in the body of `parent` */
  LLVMValueRef at;   /* the call in the function itself that leads here */
  uint32_t parent, depth;
  uint32_t size;     /* instructions */
  esc_vertex result; /* what is returned */
  bool recursive;    /* it may call itself, by the calls that were followed */
  bool fixed;        /* nothing in the body can be changed for the sake of this call */
  bool inexact;      /* the linker may take another body: what is concluded from it holds if a copy is called */
  bool called_back;  /* `call` is that of a library function, which passes other arguments */
  bool counted;      /* its copy is in the growth already */
  uint64_t handed;   /* bit n: parameter n was found to be one of those that are asked about */
  struct {
    LLVMValueRef *at;
    uint32_t count, room;
  } own_calls; /* calls of itself */
};

/* A call that could be followed, as long as nobody has asked for that; or what a library function that is called does
 * with a function of the program. */
struct esc_ir_pending {
  LLVMValueRef call;
  LLVMValueRef callee; /* NULL if the call is through a pointer */
  uint32_t context;
  esc_vertex handed; /* a function of the program is called back with this; 0 for an ordinary call */
  bool done;
  struct {
    LLVMValueRef *at;
    uint32_t count, room;
  } targets; /* of a call through a pointer: those that were followed */
};

/* --- follow.c --- */

/* Notes a call that can be followed, if somebody asks. False if it cannot. */
bool esc_ir_put_off(struct esc_ir *ir, LLVMValueRef call);

/* The same for `callback`, which the called library function calls with `from`. */
bool esc_ir_put_off_callback(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, LLVMValueRef callback);

/* --- targets.c --- */

/* The functions that a pointer that is called can be; false if it can be something else. */
bool esc_ir_find_targets(struct esc_ir *ir, const struct esc_ir_pending *call, LLVMValueRef **targets, uint32_t *count);

/* Solves the graph, and follows calls as long as that brings in a pointer of a site, or a site. */
void esc_ir_follow(struct esc_ir *ir);

/* The first fact of a vertex, or 0 if it has none, or was made after the graph was solved last. */
esc_fact esc_ir_first_fact(const struct esc_ir *ir, esc_vertex vertex);

/* True if the context, or a caller of it up to the function itself, has the property. */
bool esc_ir_is_fixed(const struct esc_ir *ir, uint32_t context);
bool esc_ir_runs_again(const struct esc_ir *ir, uint32_t context); /* for one run of its `at` */

uint32_t esc_ir_count_instructions(LLVMValueRef function);

/* True if an argument of the call, which is in the context's body, may point to a marked object. */
bool esc_ir_is_handed(struct esc_ir *ir, uint32_t context, LLVMValueRef call, const bool *marked);

/* --- site_nested.c --- */

/* True unless one run of the site's `at` may run the site several times. */
bool esc_ir_runs_once(struct esc_ir *ir, const struct esc_ir_site *site);

/* True if the call in the function itself that leads to the site may be handed an older instance. */
bool esc_ir_is_handed_itself(struct esc_ir *ir, const struct esc_ir_site *site);

/* Why a site in a callee cannot have its slot in the function itself, or NONE. */
enum esc_reason esc_ir_check_nested(struct esc_ir *ir, struct esc_ir_site *site);

/* Why the callees that create or free the site's object cannot be copied, or NONE; counts the copies' size. */
enum esc_reason esc_ir_check_copies(struct esc_ir *ir, struct esc_ir_site *site);

/* The value of an integer of the context's body, by what callers pass; false if it is not a constant. */
bool esc_ir_constant_in(const struct esc_ir *ir, uint32_t context, LLVMValueRef value, uint64_t *constant);

/* --- rewrite_clone.c --- */

/* The copies of functions that were made so far, and how many instructions more there may be. */
struct esc_ir_clones *esc_ir_clones_new(esc_arena *arena, LLVMModuleRef module, const struct esc_options *options);
uint64_t *esc_ir_growth_left(struct esc_ir *ir);

/* Deletes functions that nobody calls any more because all calls go to copies of them: at the end of a link nobody else
 * would. Nothing of the run may speak of functions afterwards. */
void esc_ir_drop_unused(struct esc_llvm_run *run, struct esc_ir_clones *clones);

/* Says that the function has changed: earlier copies are of something else. */
void esc_ir_note_rewritten(struct esc_ir *ir);

/* Calls that create or free objects in slots go to copies of their callees. */
void esc_ir_redirect_calls(struct esc_ir *ir);

/* --- summary.c --- */

/* What is known of the module's functions: of calls.c, used by summary.c. */
struct esc_ir_summaries {
  esc_arena *arena;
  struct esc_set number; /* function -> 1 while its summary is being made, otherwise its number in `at`, from 2 */
  struct {
    struct esc_ir_summary **at;
    uint32_t count, room;
  } at;
  unsigned depth;
};
struct esc_ir_summaries *esc_ir_summaries(struct esc_ir_calls *calls);

/* Tells LLVM which parameters are not freed. True if that was anything new. */
bool esc_ir_tell_summaries(struct esc_ir_calls *calls);

/* By object: whether a caller may come upon it, in the result or, if `given`, in what it handed in. */
bool *esc_ir_find_seen(struct esc_ir *in, bool given);

/* Adds the edges of a call in the current context if the callee does nothing with the arguments of the bits in `handed`
 * that its summary does not tell. */
bool esc_ir_apply_summary(struct esc_ir *ir, LLVMValueRef call, LLVMValueRef callee, uint64_t handed);

/* --- params.c --- */

/* Makes the objects that the function's parameters point to. Before its body is read. */
void esc_ir_read_parameters(struct esc_ir *ir);
bool esc_ir_is_given(const struct esc_ir *ir, esc_object object);

/* Remarks about the parameters. After the graph is solved. */
void esc_ir_report_parameters(struct esc_ir *ir);

/* --- calls.c --- */

/* Instructions of callees that may still be read in the whole module. */
uint64_t *esc_ir_following_left(struct esc_ir_calls *calls);

/* The functions of the module, callees before callers. */
LLVMValueRef *esc_ir_calls_order(struct esc_ir_calls *calls, uint32_t *count);

/* A function that makes objects which outlive it, for its callers. */
void esc_ir_note_maker(struct esc_ir_calls *calls, LLVMValueRef function);
bool esc_ir_is_maker(const struct esc_ir_calls *calls, LLVMValueRef function);

/* The call graph of a module, which is made when first asked for. */
struct esc_ir_calls *esc_ir_calls_new(esc_arena *arena, LLVMModuleRef module);

/* True if the function may call itself, directly or through others of the module. */
bool esc_ir_is_recursive(struct esc_ir *ir);

/* True if the call may lead to a call of the function. */
bool esc_ir_may_come_back(struct esc_ir *ir, LLVMValueRef call);

/* Bytes of slots in the frames of the heaviest chain of calls through the function, so far and without its own. */
uint64_t esc_ir_bytes_around(struct esc_ir *ir);
void esc_ir_use_frame(struct esc_ir *ir, uint64_t bytes);

#endif
