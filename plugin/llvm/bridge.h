/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The bridge: what LLVM's C API lacks, and the only way from C to it. One function, one fact; no decisions here.
 *
 * All functions take checked arguments: an `inst` that is said to be a call must be one, since LLVM is usually built
 * without assertions and a wrong-typed getter corrupts memory. Strings that are returned live as long as the module.
 */
#ifndef ESCAPE_BRIDGE_H
#define ESCAPE_BRIDGE_H

#include "escape/error.h"
#include "escape/options.h"

#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/Target.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One run of the pass over one module. */
struct esc_llvm_run;

struct esc_models;

/* ptrtoaddr is not in the C API of every LLVM version that is supported. */
enum { ESC_LLVM_PTR_TO_ADDR = 69 };

/* --- plugin.cpp calls these of the layer below --- */

/* What the pass is asked to do. */
enum esc_llvm_mode { ESC_LLVM_PROMOTE, ESC_LLVM_PRINT, ESC_LLVM_DOT };

/* The pass: analyses `module`, rewrites and reports. Returns true if the module changed. Implemented in ir/driver.c. */
bool esc_ir_run(struct esc_llvm_run *run, LLVMModuleRef module, const struct esc_options *options,
                enum esc_llvm_mode mode);

/* --- facts about calls (facts.cpp) --- */

/* True if the call is to the library function of its callee's name: known to this target, right prototype, not
 * defined by the program, and builtins are allowed here. */
bool esc_llvm_is_library_call(struct esc_llvm_run *run, LLVMValueRef call);

/* True if LLVM knows a library function of the callee's name, whatever the call looks like. */
bool esc_llvm_is_library_name(struct esc_llvm_run *run, LLVMValueRef call);

/* True if library functions are not to be recognised by their names at this call (-fno-builtin and its like). */
bool esc_llvm_no_builtins(LLVMValueRef call);

/* True if the function is declared not to throw. */
bool esc_llvm_is_nounwind(LLVMValueRef function);

/* The function that is called, through aliases that cannot be replaced; NULL if it is not known. */
LLVMValueRef esc_llvm_callee(LLVMValueRef call);

/* What a call may do with the pointer in argument `arg`, by the attributes of call and callee. */
enum {
  ESC_LLVM_ARG_CAPTURES = 1 << 0,   /* the provenance may be kept beyond the call, other than in its result */
  ESC_LLVM_ARG_RETURNS = 1 << 1,    /* the result may be based on it */
  ESC_LLVM_ARG_IS_RESULT = 1 << 2,  /* the result is it */
  ESC_LLVM_ARG_READS = 1 << 3,      /* what it points to may be read */
  ESC_LLVM_ARG_WRITES = 1 << 4,     /* ... written */
  ESC_LLVM_ARG_FREES = 1 << 5,      /* ... freed */
  ESC_LLVM_ARG_BYVAL = 1 << 6,      /* the callee gets a copy of the memory */
  ESC_LLVM_ARG_ONLY_LOOKS = 1 << 7, /* (parameter) the function changes nothing and returns no pointer */
};
unsigned esc_llvm_argument(LLVMValueRef call, unsigned arg);

/* The number of a parameter, from 0. */
unsigned esc_llvm_parameter_number(LLVMValueRef parameter);

/* The same for parameter `arg` of a function that may be called by somebody else with the pointer. */
unsigned esc_llvm_parameter(LLVMValueRef function, unsigned arg);

/* What a call as a whole may do, by attributes. */
enum {
  ESC_LLVM_CALL_NO_MEMORY = 1 << 0, /* neither reads nor writes memory */
  ESC_LLVM_CALL_READ_ONLY = 1 << 1, /* writes no memory */
  ESC_LLVM_CALL_NO_FREE = 1 << 3,
  ESC_LLVM_CALL_RETURNS = 1 << 4, /* comes back, and by returning: willreturn, nounwind */
  ESC_LLVM_CALL_NO_SYNC = 1 << 5,
  ESC_LLVM_CALL_NO_HIDDEN_MEMORY = 1 << 6, /* does not access what only the C library can (allocator state) */
  ESC_LLVM_CALL_NO_UNWIND = 1 << 8,
};
unsigned esc_llvm_call(LLVMValueRef call);

/* allockind and its companions on a call, as in LangRef. Argument numbers are -1 when there is none. */
struct esc_llvm_allocator {
  bool allocates, reallocates, frees, zeroes, leaves_garbage;
  int size_arg, count_arg, align_arg, pointer_arg;
  const char *family; /* alloc-family, or NULL */
};
bool esc_llvm_allocator(LLVMValueRef call, struct esc_llvm_allocator *allocator);

/* Alignment that the result of a call is promised to have, 0 when nothing is said. */
uint64_t esc_llvm_result_alignment(LLVMValueRef call);

/* --- facts about values (facts.cpp) --- */

/* Alignment that an argument is promised to have, 0 when nothing is said. */
uint64_t esc_llvm_argument_alignment(LLVMValueRef call, unsigned arg);

/* The constant offset in bytes of a getelementptr from its base; false if it is not constant. */
bool esc_llvm_gep_offset(LLVMValueRef gep, int64_t *offset);

/* Bytes that a load or store of the type touches; UINT64_MAX if scalable. */
uint64_t esc_llvm_store_size(LLVMValueRef inst, LLVMTypeRef type);

/* The largest value (unsigned) that an integer can have where `at` runs; false if no better bound than its type's. */
bool esc_llvm_max_value(struct esc_llvm_run *run, LLVMValueRef value, LLVMValueRef at, uint64_t *max);

/* The smallest value (unsigned) that an integer can have where `at` runs; 0 when nothing better is known. */
uint64_t esc_llvm_min_value(struct esc_llvm_run *run, LLVMValueRef value, LLVMValueRef at);

/* True if a pointer cannot be null where `at` runs. */
bool esc_llvm_is_not_null(struct esc_llvm_run *run, LLVMValueRef pointer, LLVMValueRef at);

/* Bytes of the constant string that a pointer points to, with its NUL; 0 when not known. */
uint64_t esc_llvm_string_size(LLVMValueRef pointer);

/* The constant string that a pointer points to (`length` without its NUL), or NULL. */
const char *esc_llvm_constant_string(LLVMValueRef pointer, size_t *length);

/* Alignment that the target's malloc gives and any program may rely on. */
uint64_t esc_llvm_heap_alignment(LLVMModuleRef module);

/* --- facts about functions (facts.cpp) --- */

/* True if control can come back to the instruction. */
bool esc_llvm_in_cycle(struct esc_llvm_run *run, LLVMValueRef inst);

/* True if every path to `use` runs through `def` first. */
bool esc_llvm_dominates(struct esc_llvm_run *run, LLVMValueRef def, LLVMValueRef use);

/* The largest alignment that code generation can give to something in a frame of the function. */
uint64_t esc_llvm_max_frame_alignment(LLVMValueRef function);

/* Why nothing may be promoted in this function ("calls setjmp or its like"), or NULL. */
const char *esc_llvm_unsafe(LLVMValueRef function);

/* True if the function is known never to call itself (norecurse). */
bool esc_llvm_is_norecurse(LLVMValueRef function);

/* Whether a static frame of the function is limited by -Wframe-larger-than: the limit, or UINT64_MAX. */
uint64_t esc_llvm_frame_limit(LLVMValueRef function);

/* True if the function is to be small (-Os) or as small as can be (-Oz). */
bool esc_llvm_is_small(LLVMValueRef function);
bool esc_llvm_is_smallest(LLVMValueRef function);

/* How often the instruction runs for each 1024 calls of its function, by profile or LLVM's estimate. */
uint64_t esc_llvm_frequency(struct esc_llvm_run *run, LLVMValueRef inst);

/* True if the profile, a `cold` attribute or a way out that does not return say that the instruction hardly ever runs.
 */
bool esc_llvm_is_cold(struct esc_llvm_run *run, LLVMValueRef inst);

/* True if realloc(p, 0) of the target's C library frees p and returns null, as glibc's does. */
bool esc_llvm_realloc_of_zero_frees(LLVMModuleRef module);

/* The source name of a function, demangled. */
const char *esc_llvm_display_name(struct esc_llvm_run *run, LLVMValueRef function);

/* --- remarks (remarks.cpp) --- */

enum esc_llvm_remark { ESC_LLVM_PASSED, ESC_LLVM_MISSED, ESC_LLVM_ANALYSIS, ESC_LLVM_FAILURE };

struct esc_llvm_arg {
  const char *key;   /* NULL: plain text of the message */
  const char *value; /* plain ASCII token or text */
  LLVMValueRef at;   /* its place: an instruction or NULL */
  unsigned frame;    /* 0: where `at` is; n: the call site of the n-th function it was inlined into */
  bool extra;        /* not part of the message, only of records */
};

/* True if somebody listens to remarks of the pass for this function; when not, do no work for them. */
bool esc_llvm_wants_remarks(struct esc_llvm_run *run, LLVMValueRef function);

/* Emits a remark at an instruction. */
void esc_llvm_emit(struct esc_llvm_run *run, enum esc_llvm_remark kind, const char *name, LLVMValueRef at,
                   const struct esc_llvm_arg *args, unsigned count);

/* True if somebody listens to what is said of the function's parameters; and says it, at the function. */
bool esc_llvm_wants_facts(struct esc_llvm_run *run, LLVMValueRef function);
void esc_llvm_emit_fact(struct esc_llvm_run *run, LLVMValueRef function, const char *name,
                        const struct esc_llvm_arg *args, unsigned count);

/* The function, line and column of the n-th frame of an instruction's inline chain (0: its own scope). */
struct esc_llvm_frame {
  const char *function; /* linkage name of the scope, or its name */
  unsigned line, column;
};
bool esc_llvm_inline_frame(LLVMValueRef inst, unsigned depth, struct esc_llvm_frame *frame);

/* Name of a source variable that holds the value, by debug info, or NULL. */
const char *esc_llvm_variable(LLVMValueRef value);

/* compile, pre-link or link. */
const char *esc_llvm_phase(struct esc_llvm_run *run);

/* The models that may declare allocation functions: set once, for all who ask about a call. NULL if there are none. */
void esc_llvm_set_models(struct esc_llvm_run *run, const struct esc_models *models);
const struct esc_models *esc_llvm_models(const struct esc_llvm_run *run);

/* Whether this run is an early one, which reports promotions only. */
bool esc_llvm_is_early(struct esc_llvm_run *run);

/* One clear line to the user, and the compilation fails. */
void esc_llvm_error(LLVMModuleRef module, const char *text);

/* --- edits (edit.cpp) --- */

/* A new slot of `bytes` bytes in the entry block, as a pointer of the type of `like`; `slot` gets the alloca. */
LLVMValueRef esc_llvm_add_slot(LLVMValueRef function, uint64_t bytes, uint64_t alignment, LLVMValueRef like,
                               LLVMValueRef *slot);

/* lifetime.start or .end of the whole slot, before `before`. */
void esc_llvm_add_lifetime(LLVMValueRef slot, LLVMValueRef before, bool end);

/* Makes `if (!skip) { call }`; it must not be an invoke. Returns an instruction before which code can be put that runs
 * when the call is skipped. */
LLVMValueRef esc_llvm_guard_call(LLVMValueRef call, LLVMValueRef skip);

/* Makes `if (skip) { } else { call }`. The result, which takes over all uses of the call's, is a phi whose operand 0 is
 * poison, for the caller to set to what stands for the result when the call is skipped. `skipped` gets an instruction
 * before which code can be put that runs then. */
LLVMValueRef esc_llvm_branch_around(LLVMValueRef call, LLVMValueRef skip, LLVMValueRef *skipped);

/* True if `function` may call the library function of this name and type: the target has it, nothing forbids to make up
 * calls of it, and the program does not define one of its own. */
bool esc_llvm_has_library(struct esc_llvm_run *run, LLVMValueRef function, const char *name, LLVMTypeRef type);

/* That function, declared if need be. */
LLVMValueRef esc_llvm_library(struct esc_llvm_run *run, LLVMValueRef function, const char *name, LLVMTypeRef type);

/* An invoke becomes a branch to its normal destination; other calls vanish. The result must have no uses left. */
void esc_llvm_remove_call(LLVMValueRef call);

/* Clears `tail` on every call of the function. A slot may be reachable from any of them. */
void esc_llvm_clear_tail(LLVMValueRef function);

/* Tells LLVM that the call keeps no copy of argument `arg` anywhere. */
void esc_llvm_mark_not_captured(LLVMValueRef call, unsigned arg);

/* Tells LLVM that the function does not free what a parameter points to. True if that is new. */
bool esc_llvm_promise_no_free(LLVMValueRef function, unsigned parameter);

/* Takes back what was said of an access because each instance was fresh memory: that it never changes (!invariant.load,
 * !invariant.group), and that accesses of different types are to different memory (!tbaa), since each instance may
 * store another type. If the memory is used `again` in another round of a loop, also that no iteration depends on
 * another
 * (!llvm.access.group), and that it is apart from what a `restrict` pointer points to (!alias.scope, !noalias). */
void esc_llvm_drop_promises(LLVMValueRef access, bool again);

/* Tells the analyses that the function changed and runs the clean-up passes over it if `clean`. */
void esc_llvm_finish(struct esc_llvm_run *run, LLVMValueRef function, bool clean);

/* Ends the process with a message if the function is not valid IR. */
void esc_llvm_verify(LLVMValueRef function);

/* --- bodies and copies of functions (clone.cpp) --- */

/* What the body of a call's callee says of what the call does: nothing, since another may take its place; all of it;
 * all that a copy of the body does, since the linker may take one that was compiled differently from the same source.
 */
enum esc_llvm_body_kind { ESC_LLVM_NO_BODY, ESC_LLVM_EXACT_BODY, ESC_LLVM_INEXACT_BODY };
enum esc_llvm_body_kind esc_llvm_body(LLVMValueRef call, LLVMValueRef callee);

/* The same of a function that somebody else calls with the arguments of its prototype. */
enum esc_llvm_body_kind esc_llvm_body_of(LLVMValueRef function);

/* The functions in the constant table that a pointer is loaded from, `most` at the most; 0 if it may come from
 * elsewhere or be something else. */
unsigned esc_llvm_table(LLVMValueRef pointer, LLVMValueRef *functions, unsigned most);

/* True if a copy of the function can have more parameters. */
bool esc_llvm_can_clone(LLVMValueRef function);

/* An internal copy of the function with `extra` pointers more as its last parameters. It promises nothing of the memory
 * that it accesses or returns. Instructions are in the same order. */
LLVMValueRef esc_llvm_clone(LLVMValueRef function, unsigned extra);

/* The call goes to a copy of its callee, with `count` more arguments. Returns the call that takes its place. */
LLVMValueRef esc_llvm_redirect(LLVMValueRef call, LLVMValueRef clone, LLVMValueRef *extra, unsigned count);

/* --- trials (safety.cpp) --- */

/* An internal copy of the function in the same module. The caller deletes it before the pass ends. */
LLVMValueRef esc_llvm_copy_function(struct esc_llvm_run *run, LLVMValueRef function);
void esc_llvm_delete_function(struct esc_llvm_run *run, LLVMValueRef function);

/* LLVM's stack safety analysis of the module as it is now. The caller frees it before the module changes. */
struct esc_llvm_safety;
struct esc_llvm_safety *esc_llvm_stack_safety(struct esc_llvm_run *run);
void esc_llvm_stack_safety_free(struct esc_llvm_safety *safety);

/* True if every access to the alloca is proved to be in bounds and in its lifetime. */
bool esc_llvm_is_safe_slot(const struct esc_llvm_safety *safety, LLVMValueRef slot);

/* --- text (remarks.cpp) --- */

/* Prints to the stream of print<escape>. */
void esc_llvm_print(struct esc_llvm_run *run, const char *text);

/* The instruction as LLVM prints it, without its debug location; lives as long as the run. */
const char *esc_llvm_text(struct esc_llvm_run *run, LLVMValueRef value);

#ifdef __cplusplus
}
#endif
#endif
