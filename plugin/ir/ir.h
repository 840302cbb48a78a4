/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The analysis of one function, and what its stages hand to each other:
 *
 *   read_*      IR -> graph, allocation sites, and the events that matter to them     (struct esc_ir)
 *   esc_solve   graph -> points-to facts
 *   site_*      facts -> one verdict for each site
 *   plan        verdicts -> the full list of edits
 *   report      verdicts -> remarks
 *   rewrite_*   edits -> IR
 *
 * Analysis never edits, rewriting never decides, reporting never recomputes.
 */
#ifndef ESCAPE_IR_H
#define ESCAPE_IR_H

#include "follow.h"
#include "revoke.h"

#include "escape/explain.h"
#include "escape/models.h"
#include "escape/plan.h"

#include "../core/solve_set.h"

enum esc_ir_role { ESC_IR_ALLOCATE, ESC_IR_ALLOCATE_OUT, ESC_IR_COPY_STRING, ESC_IR_RESIZE, ESC_IR_FREE };

/* What kind of allocation function a call is to; argument numbers are -1 when there is none. */
struct esc_ir_allocator {
  enum esc_ir_role role;
  const char *name, *family;
  int size, count, alignment, pointer;
  bool zeroed;
  bool is_own;      /* a function of the program, known by its attributes or by declaration */
  bool is_declared; /* by a models file: what it gives for no bytes is not known */
};

enum esc_ir_proof { ESC_IR_NO_ESCAPE, ESC_IR_MUST_FREE };

/* When a realloc does what (rewrite_resize.c): i1 values before its call. */
struct esc_ir_resize {
  uint64_t capacity;   /* of all slots that it may see */
  esc_vertex vertex;   /* of the pointer that it is handed, as it was read */
  LLVMValueRef begins; /* it was handed null, and its own slot takes the block; NULL if it has none */
  LLVMValueRef stays, ends, moves;
};

/* An allocation site and what becomes of it. */
struct esc_ir_site {
  LLVMValueRef call;
  struct esc_ir_allocator allocator;
  esc_object object;
  uint32_t context; /* whose body the call is in */
  LLVMValueRef at;  /* what runs it in the function itself: the call, or the call that leads to it */
  uint32_t next_at; /* another site, from 1, with the same `at` */

  /* Decided by site_*.c. `reason` NONE means: moves to the stack. */
  enum esc_reason reason;
  const char *reason_name; /* for a %s in the reason's text */
  uint64_t reason_number;  /* for a %u */
  struct esc_chain chain;  /* the path by which it escapes, or by which somebody else may free it */
  enum esc_ir_proof proof;
  bool size_known, size_constant;
  uint64_t size, alignment;
  uint64_t access_alignment; /* the most that an access relies on */
  bool gave_up;              /* whether it is settled could not be found out within the limits */
  bool settled;              /* one instance alive at a time is proved */
  const char *id;            /* of report.c */
  LLVMValueRef leaks_at;     /* a return that a path reaches without freeing it, or NULL */

  /* Of the slot, decided by site_slot.c and site_plan.c. */
  enum esc_home home;
  uint64_t capacity; /* bytes of the slot; 0: the site gets none (a realloc that only serves the slots of others) */
  bool partly;       /* at run time the block is in the slot, or on the heap: `fits` tells */
  bool in_turn;      /* several instances may be alive: the slot serves one at a time, `busy` tells */
  bool grows;        /* a realloc may see the slot */

  LLVMValueRef slot;    /* the alloca, once made */
  LLVMValueRef pointer; /* the slot as a pointer of the call's type */
  LLVMValueRef handle;  /* with -escape-checked: what stands for the object in the frame; its alloca is `slot` */
  LLVMValueRef bytes;   /* partly: how many are asked for, frozen */
  LLVMValueRef fits;    /* partly: an i1 before the call, true if its result is in a slot */
  LLVMValueRef busy;    /* in_turn: the alloca of an i1, true while an instance is in the slot */
  struct esc_ir_resize resize;
};

/* Something that happens to a pointer and that no graph edge says. */
enum esc_ir_event_kind {
  ESC_IR_FREED,
  ESC_IR_RESIZED,
  ESC_IR_SIZE_ASKED,
  ESC_IR_VOLATILE,
  ESC_IR_ALIGNED, /* somebody relies on `alignment` of the pointer */
};

struct esc_ir_event {
  enum esc_ir_event_kind kind;
  LLVMValueRef inst;
  LLVMValueRef operand;                                             /* the pointer */
  uint64_t alignment;                                               /* ALIGNED */
  esc_vertex pointer;                                               /* its vertex, 0 if it points nowhere (null) */
  enum { ESC_IR_NOT_ASKED, ESC_IR_INSIDE, ESC_IR_OUTSIDE } outside; /* whether it may point to a block from outside */
  struct esc_ir_allocator allocator;                                /* FREED and RESIZED */
  uint32_t context;                                                 /* whose body `inst` is in */
  uint32_t
      next_at; /* another event, from 1, that the same call of the function itself leads to; 0 in that one's body */
};

/* A call whose model says that argument `arg` is not captured; the rewrite tells LLVM. */
struct esc_ir_uncaptured {
  LLVMValueRef call;
  unsigned arg;
};

/* The objects that hold a pointer to one. */
struct esc_ir_held {
  esc_object *at;
  uint32_t count, room;
};

struct esc_ir {
  esc_arena *arena;
  struct esc_llvm_run *run;
  LLVMModuleRef module;
  LLVMValueRef function, original; /* they differ while a copy is tried (hardened.c) */
  struct esc_ir_calls *calls;      /* of the module */
  struct esc_ir_clones *clones;    /* of the module */
  const struct esc_options *options;
  const esc_models *models;
  bool naming; /* vertices get names, for print<escape> */

  esc_graph *graph;
  esc_solution *solution;     /* NULL when the function is not safe to touch */
  esc_arena *solving;         /* of the solution */
  esc_vertex last_solved;     /* vertices beyond it were made since */
  struct esc_set vertices;    /* value -> vertex */
  struct esc_set objects;     /* global -> object */
  struct esc_set locals;      /* static alloca -> object */
  struct esc_set function_of; /* object -> number of the function that it is, from 1 */
  ESC_VEC(LLVMValueRef) functions;
  ESC_VEC(LLVMValueRef) places; /* [0] is none */
  ESC_VEC(struct esc_ir_site) sites;
  uint32_t *site_of;           /* object -> number of its site, from 1; 0 if it is none. Made when all is read */
  struct esc_set site_at;      /* call -> number of its site, from 1 */
  struct esc_set below;        /* call of the function -> number of the first site that it leads to, from 1 */
  struct esc_set events_below; /* call of the function -> number of the first event that it leads to, from 1 */
  ESC_VEC(struct esc_ir_context) contexts;
  uint32_t context; /* whose body is being read */
  ESC_VEC(struct esc_ir_pending) pending;
  uint64_t growth;                    /* instructions that copies of callees may take */
  uint64_t followed;                  /* instructions of callees that were read */
  bool for_parameters;                /* it is asked what becomes of parameters, not of sites */
  bool for_summary;                   /* and the answer is for callers */
  uint32_t given_edges;               /* of params.c: the first that are not its own */
  esc_object first_given, last_given; /* of params.c */
  struct esc_set guards;              /* freed pointer -> whether a guard can be written: 1 no, 2 yes */
  ESC_VEC(struct esc_ir_event) events;
  struct esc_set event_at; /* instruction -> number of its first event, from 1 */
  ESC_VEC(struct esc_ir_uncaptured) uncaptured;
  uint64_t heap_alignment; /* what every block of the heap has */
  bool has_musttail;

  const struct esc_ir_trial *trial; /* with -escape-hardened */

  struct esc_ir_front *front; /* of walk.c */
  bool **holders;             /* of site_instances.c */
  struct esc_ir_held *held;   /* of site_instances.c, by object */
  uint64_t frame_used;        /* bytes of all admitted slots that can be alive at a time */
  struct esc_plan plan;
  ESC_VEC(LLVMValueRef) origins; /* i1 values beside pointers, see rewrite_origin.c */
  struct esc_set origin_of;      /* phi or select -> number of its origin, from 1 */
};

/* --- hardened.c --- */

/* What was found out on a copy of a function. Sites have the same numbers in both. */
struct esc_ir_trial {
  LLVMValueRef function, copy;
  LLVMValueRef *slots; /* by site, NULL if it was not promoted */
  bool *in_bounds;     /* by site, once judged */
  uint32_t count;
};

/* Carries out what was decided for a copy, and notes the slots in its arena. */
void esc_ir_try(struct esc_ir *ir, struct esc_ir_trial *trial);

/* Judges all copies and deletes them. */
void esc_ir_judge(esc_arena *arena, struct esc_llvm_run *run, struct esc_ir_trial *trials, uint32_t count);

/* True if the trial proved that all accesses to the site's object are in bounds. */
bool esc_ir_is_in_bounds(const struct esc_ir *ir, const struct esc_ir_site *site);

/* --- read_function.c --- */

/* Fills graph, sites and events of ir->function and of the callees that matter to them, and solves the graph. */
void esc_ir_read_function(struct esc_ir *ir);

/* Reads all instructions of the body of the current context. */
void esc_ir_read_body(struct esc_ir *ir, LLVMValueRef function);

/* Makes the ways from objects and calls to sites. Once all are read. */
void esc_ir_index_sites(struct esc_ir *ir);

/* Puts `number` before all others of the key; returns the one that was first, or 0. */
uint32_t esc_ir_chain(struct esc_ir *ir, struct esc_set *heads, LLVMValueRef key, uint32_t number);

/* The vertex of a value; 0 if it can point nowhere (null, numbers). Makes it when first asked for. */
esc_vertex esc_ir_vertex(struct esc_ir *ir, LLVMValueRef value);

/* The vertex of a value that has been read; 0 if there is none. */
esc_vertex esc_ir_vertex_of(const struct esc_ir *ir, LLVMValueRef value);

/* The place id of an instruction. */
esc_place esc_ir_place(struct esc_ir *ir, LLVMValueRef inst);

/* Notes that the program relies on the alignment of a pointer, if it is more than every block of the heap has. */
void esc_ir_note_alignment(struct esc_ir *ir, LLVMValueRef inst, LLVMValueRef operand, uint64_t alignment);

void esc_ir_add_event(struct esc_ir *ir, enum esc_ir_event_kind kind, LLVMValueRef inst, LLVMValueRef operand,
                      const struct esc_ir_allocator *allocator);

/* The name of a parameter in the source, or its number. */
const char *esc_ir_name_of_parameter(struct esc_ir *ir, LLVMValueRef parameter);

/* --- read_*.c: the edges of one instruction --- */
void esc_ir_read_instruction(struct esc_ir *ir, LLVMValueRef inst);
void esc_ir_read_memory(struct esc_ir *ir, LLVMValueRef inst, LLVMOpcode opcode);

/* The grain of an edge: that of an access of `width` bytes, or of a multiple of that, to an address that is aligned to
 * `alignment` bytes (0: not known). */
uint64_t esc_ir_grain(uint64_t alignment, uint64_t width);

/* The edges of `value` being stored. Numbers, or parts of them, may be read again as a pointer, to anything outside,
 * however they were computed; and what points nowhere may overwrite a part of a pointer. */
void esc_ir_store_value(struct esc_ir *ir, esc_vertex pointer, LLVMValueRef value, uint64_t width, uint64_t grain,
                        esc_place place);
void esc_ir_read_call(struct esc_ir *ir, LLVMValueRef call);
void esc_ir_read_intrinsic(struct esc_ir *ir, LLVMValueRef call, LLVMValueRef callee);
void esc_ir_read_by_attributes(struct esc_ir *ir, LLVMValueRef call, const struct esc_ir_allocator *skip);

/* What the called library function does with `from` by calling `callback`, by the attributes of that. */
void esc_ir_read_callback(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, LLVMValueRef callback);

/* Pointers found behind `from`, at any depth, flow to `to`. */
void esc_ir_read_deep(struct esc_ir *ir, LLVMValueRef call, esc_vertex to, esc_vertex from, enum esc_step step);

/* The same, without the arguments of the bits in `known`. Of those in `returned` the result may be made from what they
 * point to; otherwise it may be anything. */
void esc_ir_read_all_but(struct esc_ir *ir, LLVMValueRef call, uint64_t known, uint64_t returned);
void esc_ir_read_by_model(struct esc_ir *ir, LLVMValueRef call, const struct esc_model *model);

/* True if a printf-like function with this format only reads the string that variable argument `argument` (from 0)
 * points to, or writes a number there. */
bool esc_ir_format_only_reads(LLVMValueRef format, unsigned argument);
void esc_ir_leak_operands(struct esc_ir *ir, LLVMValueRef inst, enum esc_step step);

/* --- allocator.c --- */

/* True if the call is to an allocation function that may be replaced. */
bool esc_ir_find_allocator(struct esc_llvm_run *run, LLVMValueRef call, struct esc_ir_allocator *allocator);

/* True if the call allocates or resizes: a site. */
bool esc_ir_is_site(struct esc_llvm_run *run, LLVMValueRef call, struct esc_ir_allocator *allocator);

/* The model of a call's callee, or NULL. */
const struct esc_model *esc_ir_find_model(const struct esc_ir *ir, LLVMValueRef call);

/* --- walk.c --- */

enum esc_ir_turn { ESC_IR_GO_ON, ESC_IR_TURN_BACK, ESC_IR_FOUND };

struct esc_ir_walk {
  void *data;
  /* For each instruction that is reached. */
  enum esc_ir_turn (*at)(void *data, LLVMValueRef inst);
  /* For each control flow edge that is taken; NULL: all are. */
  enum esc_ir_turn (*across)(void *data, LLVMBasicBlockRef from, LLVMBasicBlockRef to);
};

enum esc_ir_walked { ESC_IR_WALKED_ALL, ESC_IR_WALKED_TO_FOUND, ESC_IR_WALKED_TO_LIMIT };

/* Walks all paths that begin behind `start` (an invoke that allocates: on its normal edge), every block once. */
enum esc_ir_walked esc_ir_walk(struct esc_ir *ir, LLVMValueRef start, const struct esc_ir_walk *walk);

/* Counts work that a step of a walk does beyond looking at its instruction. */
void esc_ir_spend(struct esc_ir *ir, uint64_t work);

/* True if a walk has hit a limit since this was asked last: what it was to prove is not proved, nor disproved. */
bool esc_ir_gave_up(struct esc_ir *ir);

/* True if the edge from -> to is taken only when the site's call has failed to allocate. */
bool esc_ir_is_failed_edge(const struct esc_ir_site *site, LLVMBasicBlockRef from, LLVMBasicBlockRef to);

/* The value behind casts and zero offsets that change no bit of a pointer. */
LLVMValueRef esc_ir_strip(LLVMValueRef value);

bool esc_ir_is_call(LLVMValueRef value); /* call or invoke, not callbr */

/* The value of a constant integer, or `otherwise` for what is none or has more than 64 bits. */
uint64_t esc_ir_constant(LLVMValueRef value, uint64_t otherwise);

/* True for a call to a function whose name begins with `prefix`. */
bool esc_ir_is_intrinsic(LLVMValueRef inst, const char *prefix);

/* Frees that see more slots than this are not guarded by comparisons: code would grow as slots times frees. */
enum { ESC_IR_MOST_COMPARED = 16 };

/* --- site_*.c: one question each --- */

/* Gives every site its verdict and makes the plan. `left` is how many more may be promoted in the module. */
void esc_ir_decide(struct esc_ir *ir, uint64_t *left);

/* The name that goes with the last step of a chain, in quotes: whom it was passed to, what it was stored to. */
const char *esc_ir_name_of_end(struct esc_ir *ir, struct esc_chain chain);

/* Fills size and alignment; with `ranges` also sizes that are bounded but not constant, which costs more. False if the
 * alignment is not one that a slot can have. The size may still be unknown. */
bool esc_ir_size(struct esc_ir *ir, struct esc_ir_site *site, bool ranges);

/* The least number of bytes that the site's call can ask for. */
uint64_t esc_ir_least_size(struct esc_ir *ir, const struct esc_ir_site *site);
bool esc_ir_must_free(struct esc_ir *ir, const struct esc_ir_site *site);
bool esc_ir_is_freed_before_again(struct esc_ir *ir, const struct esc_ir_site *site);

/* True if the instruction frees the newest instance of the site. */
bool esc_ir_surely_frees(const struct esc_ir *ir, LLVMValueRef inst, const struct esc_ir_site *site);
void esc_ir_settle_instances(struct esc_ir *ir);

/* By object: the objects with a cell that may point to it. Lives as long as the solution. */
struct esc_ir_held *esc_ir_find_held(struct esc_ir *ir);

/* By object: whether `object` is it, or can be reached from it through memory. Of the last solution. */
const bool *esc_ir_find_holders(struct esc_ir *ir, esc_object object);

/* What slot a site that does not escape would get, or why none. */
enum esc_reason esc_ir_choose_slot(struct esc_ir *ir, struct esc_ir_site *site);

/* Slots that meet in a realloc get the same capacity. After all are chosen. */
void esc_ir_share_capacity(struct esc_ir *ir);

/* True if the site is a realloc of a block that is not known to be null. */
bool esc_ir_replaces_a_block(const struct esc_ir_site *site);

/* True if the rewrite knows what to do when this realloc is handed a block in a slot. */
bool esc_ir_can_resize(struct esc_ir *ir, LLVMValueRef call);

/* Admits slots to the frame, and makes the plan. `left` as for esc_ir_decide. */
void esc_ir_make_plan(struct esc_ir *ir, uint64_t *left);

/* Gives a reason to every site without one to which something happens that a slot cannot serve. */
void esc_ir_check_events(struct esc_ir *ir);

bool esc_ir_reaches_musttail(struct esc_ir *ir, const struct esc_ir_site *site);

/* True if a recursive call of the function could no longer be a tail call for the sake of the site's slot, which is
 * chosen already. */
bool esc_ir_costs_a_tail_call(struct esc_ir *ir, const struct esc_ir_site *site);
LLVMValueRef esc_ir_find_leak(struct esc_ir *ir, const struct esc_ir_site *site);

/* True if a guard can be written for a free of this pointer; `compare` allows it to compare pointers. */
bool esc_ir_can_make_origin(struct esc_ir *ir, LLVMValueRef pointer, bool compare);

/* True if the event's pointer may point to the site's object. */
bool esc_ir_event_touches(const struct esc_ir *ir, const struct esc_ir_event *event, const struct esc_ir_site *site);

/* The site of the function itself whose call it is, or NULL. */
struct esc_ir_site *esc_ir_site_at(const struct esc_ir *ir, LLVMValueRef call);

/* The next site after `site` (NULL: the first) that the instruction runs, be it in a callee; NULL at the end. */
struct esc_ir_site *esc_ir_site_below(const struct esc_ir *ir, LLVMValueRef inst, const struct esc_ir_site *site);

/* The next event after `event` (NULL: the first) in what the call leads to; NULL at the end. */
const struct esc_ir_event *esc_ir_event_below(const struct esc_ir *ir, LLVMValueRef call,
                                              const struct esc_ir_event *event);

/* The site whose object it is, or NULL. */
struct esc_ir_site *esc_ir_site_of(const struct esc_ir *ir, esc_object object);

/* --- rewrite_*.c --- */
void esc_ir_apply(struct esc_ir *ir);
void esc_ir_add_slot(struct esc_ir *ir, struct esc_ir_site *site);
void esc_ir_replace_site(struct esc_ir *ir, struct esc_ir_site *site);
void esc_ir_remove_free(struct esc_ir *ir, const struct esc_ir_event *event);
void esc_ir_guard_free(struct esc_ir *ir, const struct esc_ir_event *event);

/* Before a site's call: how many bytes it asks for, and whether its result is in a slot (stack-or-heap). */
void esc_ir_ask_size(struct esc_ir *ir, struct esc_ir_site *site);

/* The site's call runs only when its result is not in the slot. */
void esc_ir_split_site(struct esc_ir *ir, struct esc_ir_site *site);

/* The slot holds an instance of `bytes` bytes from `before` on: lifetime begins, zeroes or a string are written, an
 * `in_turn` slot is taken. Returns what stands for the call's result. */
LLVMValueRef esc_ir_enter_slot(struct esc_ir *ir, LLVMValueRef before, struct esc_ir_site *site, LLVMValueRef bytes);

LLVMValueRef esc_ir_build_malloc(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef bytes);

/* Bytes that a call asks for, as a number of 64 bits that its uses agree about; `overflow` gets an i1 or NULL. */
LLVMValueRef esc_ir_build_size(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site,
                               LLVMValueRef *overflow);

/* A realloc that may see a slot: what is to be its condition, the condition (for all before any is rewritten), the
 * rewrite. */
void esc_ir_announce_resize(struct esc_ir *ir, struct esc_ir_site *site);
void esc_ir_prepare_resize(struct esc_ir *ir, struct esc_ir_site *site);
void esc_ir_replace_resize(struct esc_ir *ir, struct esc_ir_site *site);

/* The type of what says whether something is in a slot. */
LLVMTypeRef esc_ir_bit_type(const struct esc_ir *ir);

/* A builder before an instruction, with its place. */
LLVMBuilderRef esc_ir_build_before(struct esc_ir *ir, LLVMValueRef inst);

/* --- rewrite_origin.c --- */

/* An i1: whether the pointer is that of the site's slot. */
LLVMValueRef esc_ir_build_is_in(struct esc_ir *ir, LLVMBuilderRef builder, const struct esc_ir_site *site,
                                LLVMValueRef pointer);

/* An i1 for a use at `before`: whether the pointer is that of a slot. */
LLVMValueRef esc_ir_origin(struct esc_ir *ir, LLVMValueRef pointer, LLVMValueRef before);

/* The only site with a slot that a pointer can be in, by its vertex, or NULL if there are several. */
struct esc_ir_site *esc_ir_only_slot(const struct esc_ir *ir, esc_vertex pointer);

/* Where `pointer` is in a slot whose instance ends there: an `in_turn` slot is free again, if `when` (an i1, or NULL).
 */
void esc_ir_vacate(struct esc_ir *ir, LLVMBuilderRef builder, LLVMValueRef pointer, esc_vertex vertex,
                   LLVMValueRef when);

/* --- report.c, print.c --- */

/* The token of a promoted site's verdict. */
const char *esc_ir_verdict(const struct esc_ir_site *site);
void esc_ir_report(struct esc_ir *ir, unsigned annotations); /* bits of enum esc_ir_annotation */
void esc_ir_print(struct esc_ir *ir);
void esc_ir_print_dot(struct esc_ir *ir);

/* --- annotation.c --- */
enum esc_ir_annotation { ESC_IR_NOT_ANNOTATED = 0, ESC_IR_WANTS_STACK = 1, ESC_IR_WANTS_HEAP = 2 };

/* Bits of enum esc_ir_annotation that the function is annotated with. */
unsigned esc_ir_annotations(LLVMModuleRef module, LLVMValueRef function);

#endif
