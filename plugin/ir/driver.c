/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* The pass: finds the functions that allocate, and takes each through the stages. Others cost one look at each call. */
#include "ir.h"

#include <stdio.h>
#include <string.h>

struct whole {
  struct esc_llvm_run *run;
  LLVMModuleRef module;
  const struct esc_options *options;
  enum esc_llvm_mode mode;
  esc_arena *arena; /* of the module: models */
  esc_models *models;
  struct esc_ir_calls *calls;
  struct esc_ir_clones *clones;
  uint64_t left; /* promotions that -escape-limit still allows */
  ESC_VEC(struct esc_ir_trial) trials;
};

static char *read_file(esc_arena *arena, const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  ESC_VEC(char) text = {0};
  for (int c; (c = fgetc(file)) != EOF;)
    esc_vec_push(arena, &text, (char)c);
  bool failed = ferror(file) != 0;
  (void)fclose(file);
  *length = text.count;
  esc_vec_push(arena, &text, '\0');
  return failed ? NULL : text.at;
}

static bool read_models_file(struct whole *whole, const char *path) {
  size_t length = 0;
  const char *text = read_file(whole->arena, path, &length);
  struct esc_error error = {0};
  if (!text) {
    esc_llvm_error(whole->module, esc_arena_format(whole->arena, "cannot read models file '%s'", path));
    return false;
  }
  if (esc_models_read(whole->models, text, length, true, &error))
    return true;
  esc_llvm_error(whole->module, esc_arena_format(whole->arena, "%s:%d: %s", path, error.line, error.text));
  return false;
}

static bool read_models(struct whole *whole) {
  struct esc_error error = {0};
  whole->arena = esc_arena_new(NULL);
  whole->models = esc_models_new(whole->arena);
  if (!esc_models_read(whole->models, esc_builtin_models, esc_builtin_models_length, false, &error)) {
    esc_llvm_error(whole->module,
                   esc_arena_format(whole->arena, "built-in models, line %d: %s", error.line, error.text));
    return false;
  }
  for (const char *at = whole->options->models; *at;) {
    size_t length = strcspn(at, ",");
    if (length && !read_models_file(whole, esc_arena_string(whole->arena, at, length)))
      return false;
    at += length + (at[length] == ',');
  }
  if (*whole->options->models)
    esc_llvm_set_models(whole->run, whole->models);
  return true;
}

/* Calls an allocator, or a function that makes objects for its callers. */
static bool allocates(struct whole *whole, LLVMValueRef function) {
  struct esc_ir_allocator allocator;
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      if (!esc_ir_is_call(i))
        continue;
      if (esc_ir_is_site(whole->run, i, &allocator))
        return true;
      LLVMValueRef callee = whole->calls ? esc_llvm_callee(i) : NULL;
      if (callee && esc_ir_is_maker(whole->calls, callee))
        return true;
    }
  return false;
}

static bool module_allocates(struct whole *whole) {
  for (LLVMValueRef f = LLVMGetFirstFunction(whole->module); f; f = LLVMGetNextFunction(f))
    if (!LLVMIsDeclaration(f) && allocates(whole, f))
      return true;
  return false;
}

/* An object that a caller gets hold of may find its end there. */
static bool makes_for_callers(const struct esc_ir *ir) {
  for (uint32_t i = 0; i < ir->sites.count; i++) {
    enum esc_reason reason = ir->sites.at[i].reason;
    if (reason == ESC_REASON_ESCAPES_TO_RETURN || reason == ESC_REASON_ESCAPES_TO_PARAMETER ||
        reason == ESC_REASON_ESCAPES_TO_MEMORY)
      return true;
  }
  return false;
}

/* A function that nothing may be promoted in: its sites are listed, and that is all. */
static void skip(struct esc_ir *ir, enum esc_reason reason, const char *why) {
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(ir->function); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      struct esc_ir_site site = {.call = i, .at = i, .reason = reason, .reason_name = why};
      if (!esc_ir_is_call(i) || !esc_ir_is_site(ir->run, i, &site.allocator))
        continue;
      (void)esc_ir_size(ir, &site, false);
      esc_vec_push(ir->arena, &ir->sites, site);
    }
}

static void analyse(struct esc_ir *ir, unsigned annotations, uint64_t *left) {
  const char *unsafe = esc_llvm_unsafe(ir->function);
  if (unsafe || (annotations & ESC_IR_WANTS_HEAP)) {
    skip(ir, unsafe ? ESC_REASON_FUNCTION_UNSAFE : ESC_REASON_OPTED_OUT, unsafe);
    return;
  }
  esc_ir_read_function(ir);
  esc_ir_index_sites(ir);
  esc_ir_decide(ir, left);
}

static const struct esc_ir_trial *trial_of(const struct whole *whole, LLVMValueRef function) {
  for (uint32_t i = 0; i < whole->trials.count; i++)
    if (whole->trials.at[i].function == function)
      return &whole->trials.at[i];
  return NULL;
}

/* A copy that is not emitted: its sites are judged where it is, and what is inlined from it with its caller. */
static bool is_a_visitor(const struct whole *whole, LLVMValueRef function) {
  return esc_llvm_is_early(whole->run) && LLVMGetLinkage(function) == LLVMAvailableExternallyLinkage;
}

static bool run_on_function(struct whole *whole, LLVMValueRef function) {
  esc_arena *arena = esc_arena_new(NULL);
  struct esc_ir ir = {.arena = arena,
                      .run = whole->run,
                      .module = whole->module,
                      .function = function,
                      .original = function,
                      .calls = whole->calls,
                      .clones = whole->clones,
                      .options = whole->options,
                      .models = whole->models,
                      .trial = trial_of(whole, function),
                      .naming = whole->mode != ESC_LLVM_PROMOTE};
  unsigned annotations = esc_ir_annotations(whole->module, function);
  uint64_t left = whole->left, growth = *esc_ir_growth_left(&ir);
  analyse(&ir, annotations, &whole->left);
  if (makes_for_callers(&ir))
    esc_ir_note_maker(whole->calls, function);
  if (is_a_visitor(whole, function)) {
    whole->left = left;
    *esc_ir_growth_left(&ir) = growth;
  }
  bool changed = false;
  if (whole->mode == ESC_LLVM_PRINT) {
    esc_ir_print(&ir);
  } else if (whole->mode == ESC_LLVM_DOT) {
    esc_ir_print_dot(&ir);
  } else if (!is_a_visitor(whole, function)) {
    esc_ir_report(&ir, annotations);
    changed = ir.plan.count && !whole->options->dry_run;
  }
  if (changed) {
    esc_ir_apply(&ir);
    esc_ir_note_rewritten(&ir);
    if (whole->options->verify)
      esc_llvm_verify(function);
    esc_llvm_finish(whole->run, function, !whole->options->no_cleanup);
    if (whole->options->verify)
      esc_llvm_verify(function);
  }
  esc_arena_free(ir.solving);
  esc_arena_free(arena);
  return changed;
}

/* For -escape-hardened: everything that may move does so in copies of the functions first. */
static void try_on_copies(struct whole *whole) {
  struct esc_options options = *whole->options;
  options.no_calls = true; /* as the functions themselves will be decided */
  options.hardened = options.checked = options.no_lifetime = options.keep_uaf_traps = false;
  options.only = "";
  for (LLVMValueRef f = LLVMGetFirstFunction(whole->module); f; f = LLVMGetNextFunction(f))
    if (!LLVMIsDeclaration(f) && allocates(whole, f))
      esc_vec_push(whole->arena, &whole->trials, (struct esc_ir_trial){.function = f});
  struct esc_ir_calls *calls =
      esc_ir_calls_new(whole->arena, whole->module); /* what trials put into frames is no one's */
  for (uint32_t i = 0; i < whole->trials.count; i++) {
    struct esc_ir_trial *trial = &whole->trials.at[i];
    struct esc_ir ir = {.arena = whole->arena,
                        .run = whole->run,
                        .module = whole->module,
                        .function = esc_llvm_copy_function(whole->run, trial->function),
                        .original = trial->function,
                        .calls = calls,
                        .clones = whole->clones,
                        .options = &options,
                        .models = whole->models};
    uint64_t left = UINT64_MAX;
    analyse(&ir, esc_ir_annotations(whole->module, trial->function), &left);
    esc_ir_try(&ir, trial);
    esc_arena_free(ir.solving);
  }
  esc_ir_judge(whole->arena, whole->run, whole->trials.at, whole->trials.count);
}

/* What functions do with their parameters, of the module as it came. */
static void report_parameters(struct whole *whole) {
  for (LLVMValueRef f = LLVMGetFirstFunction(whole->module); f; f = LLVMGetNextFunction(f)) {
    if (LLVMIsDeclaration(f) || !LLVMCountParams(f) || !esc_llvm_wants_facts(whole->run, f) || esc_llvm_unsafe(f))
      continue;
    struct esc_ir ir = {.arena = esc_arena_new(NULL),
                        .run = whole->run,
                        .module = whole->module,
                        .function = f,
                        .original = f,
                        .calls = whole->calls,
                        .clones = whole->clones,
                        .options = whole->options,
                        .models = whole->models,
                        .for_parameters = true};
    esc_ir_read_function(&ir);
    esc_ir_report_parameters(&ir);
    esc_arena_free(ir.solving);
    esc_arena_free(ir.arena);
  }
}

static bool wants_facts(struct whole *whole) {
  if (whole->mode != ESC_LLVM_PROMOTE || esc_llvm_is_early(whole->run))
    return false;
  for (LLVMValueRef f = LLVMGetFirstFunction(whole->module); f; f = LLVMGetNextFunction(f))
    if (!LLVMIsDeclaration(f))
      return esc_llvm_wants_facts(whole->run, f); /* it is the same for all */
  return false;
}

/* Callees come before callers, who then see what they have become, and which of them make objects. */
static bool run_on_all(struct whole *whole) {
  bool changed = whole->options->hardened;
  uint32_t count = 0;
  LLVMValueRef *order = esc_ir_calls_order(whole->calls, &count);
  if (whole->options->hardened)
    try_on_copies(whole);
  for (uint32_t i = 0; i < count; i++)
    if (allocates(whole, order[i]))
      changed |= run_on_function(whole, order[i]);
  bool some = *whole->options->only || whole->options->limit != UINT64_MAX; /* for bisection: less is more */
  if (whole->mode == ESC_LLVM_PROMOTE && !whole->options->dry_run && !some)
    changed |= esc_ir_tell_summaries(whole->calls);
  if (whole->mode == ESC_LLVM_PROMOTE)
    esc_ir_drop_unused(whole->run, whole->clones);
  return changed;
}

bool esc_ir_run(struct esc_llvm_run *run, LLVMModuleRef module, const struct esc_options *options,
                enum esc_llvm_mode mode) {
  struct whole whole = {.run = run, .module = module, .options = options, .mode = mode, .left = options->limit};
  /* A user's models may say what allocates. Others are read where something does. */
  bool changed = false, good = !*options->models || read_models(&whole);
  bool facts = good && wants_facts(&whole), allocations = good && module_allocates(&whole);
  if ((facts || allocations) && (whole.models || read_models(&whole))) {
    whole.calls = esc_ir_calls_new(whole.arena, module);
    whole.clones = esc_ir_clones_new(whole.arena, module, options);
    uint64_t left = *esc_ir_following_left(whole.calls);
    if (facts)
      report_parameters(&whole);
    *esc_ir_following_left(whole.calls) = left; /* what is said must not change what is done */
    changed = allocations && run_on_all(&whole);
  }
  esc_arena_free(whole.arena);
  if (options->checked && mode == ESC_LLVM_PROMOTE && !options->dry_run && !esc_llvm_is_early(run))
    changed |= esc_ir_note_landings(module);
  return changed;
}
