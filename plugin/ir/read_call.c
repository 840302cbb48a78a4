/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * The edges of a call: by what the callee is known to do. In order: inline assembly, intrinsics, allocation functions,
 * library models, attributes. Attributes are the last resort and always give an answer: without any, every argument
 * escapes.
 *
 * What an attribute does not say: `captures(none)` says nothing about freeing, and nothing about the contents of what
 * the pointer points to. Both are asked for separately.
 */
#include "ir.h"

#include <string.h>

static void leak(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, enum esc_step step) {
  esc_graph_add_copy(ir->graph, ESC_WORLD, from, step, esc_ir_place(ir, call));
}

/* Pointers found behind `from`, at any depth, flow to `to`. */
void esc_ir_read_deep(struct esc_ir *ir, LLVMValueRef call, esc_vertex to, esc_vertex from, enum esc_step step) {
  esc_place place = esc_ir_place(ir, call);
  esc_vertex found = esc_graph_add_vertex(ir->graph, NULL);
  esc_graph_add_load(ir->graph, found, from, ESC_ALL_BYTES, step, place);
  esc_graph_add_load(ir->graph, found, found, ESC_ALL_BYTES, step, place);
  esc_graph_add_offset(ir->graph, to, found, ESC_ANY, step, place);
}

static void leak_content(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, enum esc_step step) {
  esc_graph_add_load(ir->graph, ESC_WORLD, from, ESC_ALL_BYTES, step, esc_ir_place(ir, call));
}

static void write_stranger(struct esc_ir *ir, LLVMValueRef call, esc_vertex to) {
  esc_graph_add_store(ir->graph, to, ESC_STRANGER, ESC_ALL_BYTES, ESC_STEP_WRITTEN, esc_ir_place(ir, call));
}

/* One argument of a call that only attributes describe. */
static void read_argument(struct esc_ir *ir, LLVMValueRef call, unsigned arg, unsigned whole, bool known_callee) {
  esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(call, arg));
  if (!from)
    return;
  unsigned may = esc_llvm_argument(call, arg);
  esc_vertex result = esc_ir_vertex(ir, call);
  esc_place place = esc_ir_place(ir, call);
  if (LLVMGetTypeKind(LLVMTypeOf(LLVMGetOperand(call, arg))) != LLVMPointerTypeKind) {
    /* Attributes speak of pointers only. A number that came from one can be turned back into it. */
    if (!(whole & ESC_LLVM_CALL_NO_MEMORY))
      leak(ir, call, from, known_callee ? ESC_STEP_PASSED : ESC_STEP_INDIRECT);
    if (result)
      esc_graph_add_offset(ir->graph, result, from, ESC_ANY, ESC_STEP_RESULT, place);
    return;
  }
  if (may & ESC_LLVM_ARG_BYVAL) {
    leak_content(ir, call, from, ESC_STEP_CONTENT);
    return;
  }
  if (may & ESC_LLVM_ARG_CAPTURES)
    leak(ir, call, from, known_callee ? ESC_STEP_PASSED : ESC_STEP_INDIRECT);
  if (may & ESC_LLVM_ARG_FREES)
    esc_graph_add_copy(ir->graph, ESC_FREER, from, ESC_STEP_FREED, place);
  if (result && (may & ESC_LLVM_ARG_IS_RESULT))
    esc_graph_add_copy(ir->graph, result, from, ESC_STEP_RESULT, place);
  else if (result && (may & ESC_LLVM_ARG_RETURNS))
    esc_graph_add_offset(ir->graph, result, from, ESC_ANY, ESC_STEP_RESULT, place);
  if (may & ESC_LLVM_ARG_READS) {
    /* Who writes nothing and throws nothing can put what it found into its result only. */
    bool looks = (whole & ESC_LLVM_CALL_READ_ONLY) && (whole & ESC_LLVM_CALL_NO_UNWIND);
    if (!looks)
      leak_content(ir, call, from, ESC_STEP_CONTENT);
    else if (result)
      esc_ir_read_deep(ir, call, result, from, ESC_STEP_RESULT);
  }
  if ((may & ESC_LLVM_ARG_WRITES) && !(whole & ESC_LLVM_CALL_READ_ONLY))
    write_stranger(ir, call, from);
}

static bool is_named_argument(const struct esc_ir_allocator *allocator, unsigned arg) {
  int i = (int)arg;
  return i == allocator->size || i == allocator->count || i == allocator->alignment || i == allocator->pointer;
}

void esc_ir_read_by_attributes(struct esc_ir *ir, LLVMValueRef call, const struct esc_ir_allocator *skip) {
  unsigned whole = esc_llvm_call(call), count = LLVMGetNumArgOperands(call);
  bool known_callee = LLVMIsAFunction(LLVMGetCalledValue(call)) || esc_llvm_callee(call);
  bool returns_argument = false;
  for (unsigned i = 0; i < count; i++) {
    if (skip && is_named_argument(skip, i))
      continue;
    read_argument(ir, call, i, whole, known_callee);
    returns_argument |= (esc_llvm_argument(call, i) & ESC_LLVM_ARG_IS_RESULT) != 0;
  }
  esc_vertex result = esc_ir_vertex(ir, call);
  /* Who looks at no memory can still return the address of some; a number of its is one only once it is cast. */
  bool is_pointer = LLVMGetTypeKind(LLVMTypeOf(call)) != LLVMIntegerTypeKind;
  if (result && !returns_argument && !skip && (is_pointer || !(whole & ESC_LLVM_CALL_NO_MEMORY)))
    esc_graph_add_copy(ir->graph, result, ESC_STRANGER, ESC_STEP_RESULT, esc_ir_place(ir, call));
}

void esc_ir_read_all_but(struct esc_ir *ir, LLVMValueRef call, uint64_t known, uint64_t returned) {
  unsigned whole = esc_llvm_call(call), count = LLVMGetNumArgOperands(call);
  esc_vertex result = esc_ir_vertex(ir, call);
  for (unsigned i = 0; i < count; i++) {
    esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(call, i));
    if (!(known >> i & 1))
      read_argument(ir, call, i, whole, true);
    else if (result && from && returned >> i & 1)
      esc_ir_read_deep(ir, call, result, from, ESC_STEP_RESULT);
  }
  if (result)
    esc_graph_add_copy(ir->graph, result, ESC_STRANGER, ESC_STEP_RESULT, esc_ir_place(ir, call));
}

/* The argument is handed on to a function of the program: what that one may do by its attributes. */
void esc_ir_read_callback(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, LLVMValueRef callback) {
  unsigned may = ESC_LLVM_ARG_CAPTURES;
  if (LLVMIsAFunction(callback)) {
    may = 0;
    unsigned count = LLVMCountParams(callback);
    bool only_looks = true;
    for (unsigned i = 0; i < count; i++)
      if (LLVMGetTypeKind(LLVMTypeOf(LLVMGetParam(callback, i))) == LLVMPointerTypeKind) {
        unsigned one = esc_llvm_parameter(callback, i);
        only_looks &= (one & ESC_LLVM_ARG_ONLY_LOOKS) != 0;
        may |= one & ~(unsigned)ESC_LLVM_ARG_ONLY_LOOKS;
      }
    if (only_looks)
      may &= ~(unsigned)(ESC_LLVM_ARG_READS | ESC_LLVM_ARG_WRITES | ESC_LLVM_ARG_FREES);
  }
  if (may & (ESC_LLVM_ARG_CAPTURES | ESC_LLVM_ARG_RETURNS | ESC_LLVM_ARG_IS_RESULT))
    leak(ir, call, from, ESC_STEP_CALLED_BACK);
  if (may & ESC_LLVM_ARG_FREES)
    esc_graph_add_copy(ir->graph, ESC_FREER, from, ESC_STEP_FREED, esc_ir_place(ir, call));
  if (may & ESC_LLVM_ARG_READS)
    leak_content(ir, call, from, ESC_STEP_CALLED_BACK);
  if (may & ESC_LLVM_ARG_WRITES)
    write_stranger(ir, call, from);
}

/* Pointers found behind `from` may be there at other places, or point to other bytes, afterwards. */
static void read_shuffle(struct esc_ir *ir, LLVMValueRef call, esc_vertex from) {
  esc_place place = esc_ir_place(ir, call);
  esc_vertex found = esc_graph_add_vertex(ir->graph, NULL), moved = esc_graph_add_vertex(ir->graph, NULL);
  esc_graph_add_load(ir->graph, found, from, ESC_ALL_BYTES, ESC_STEP_LOADED, place);
  esc_graph_add_offset(ir->graph, moved, found, ESC_ANY, ESC_STEP_MOVED, place);
  esc_graph_add_store(ir->graph, from, moved, ESC_ALL_BYTES, ESC_STEP_STORED, place);
}

static void read_results(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, uint32_t effects) {
  esc_vertex result = esc_ir_vertex(ir, call);
  esc_place place = esc_ir_place(ir, call);
  if (result && (effects & ESC_EFFECT_RETURN))
    esc_graph_add_copy(ir->graph, result, from, ESC_STEP_RESULT, place);
  if (result && (effects & ESC_EFFECT_RETURN_INTO))
    esc_graph_add_offset(ir->graph, result, from, ESC_ANY, ESC_STEP_RESULT, place);
  if (result && (effects & ESC_EFFECT_CONTENT_RETURN)) {
    esc_vertex found = esc_graph_add_vertex(ir->graph, NULL);
    esc_graph_add_load(ir->graph, found, from, ESC_ALL_BYTES, ESC_STEP_LOADED, place);
    esc_graph_add_offset(ir->graph, result, found, ESC_ANY, ESC_STEP_RESULT, place);
  }
}

/* Effects that concern another argument. Where in it bytes arrive is not known: strcat appends. */
static void read_target(struct esc_ir *ir, LLVMValueRef call, esc_vertex from, struct esc_model_arg model) {
  LLVMValueRef target = LLVMGetOperand(call, model.target);
  esc_vertex to = esc_ir_vertex(ir, target), into = esc_graph_add_vertex(ir->graph, NULL);
  esc_place place = esc_ir_place(ir, call);
  esc_graph_add_offset(ir->graph, into, from, ESC_ANY, ESC_STEP_MOVED, place);
  if (to && (model.effects & ESC_EFFECT_STORE))
    esc_graph_add_store(ir->graph, to, into, ESC_ALL_BYTES, ESC_STEP_STORED, place);
  if (to && (model.effects & ESC_EFFECT_COPY)) {
    esc_vertex anywhere = esc_graph_add_vertex(ir->graph, NULL);
    esc_graph_add_offset(ir->graph, anywhere, to, ESC_ANY, ESC_STEP_MOVED, place);
    esc_graph_add_transfer(ir->graph, anywhere, from, ESC_ALL_BYTES, ESC_STEP_COPIED, place);
  }
  if ((model.effects & ESC_EFFECT_CALL) && !esc_ir_put_off_callback(ir, call, into, target))
    esc_ir_read_callback(ir, call, into, target);
}

static void read_modelled_argument(struct esc_ir *ir, LLVMValueRef call, unsigned arg, struct esc_model_arg model) {
  LLVMValueRef operand = LLVMGetOperand(call, arg);
  esc_vertex from = esc_ir_vertex(ir, operand);
  if (!from)
    return;
  uint32_t effects = model.effects;
  /* Models speak of pointers. A number that was made from one goes where the analysis does not follow. */
  bool is_pointer = LLVMGetTypeKind(LLVMTypeOf(operand)) == LLVMPointerTypeKind;
  if ((effects & ESC_EFFECT_KEEP) || !is_pointer)
    leak(ir, call, from, ESC_STEP_PASSED);
  if (effects & ESC_EFFECT_LEAK)
    leak_content(ir, call, from, ESC_STEP_CONTENT);
  if (effects & ESC_EFFECT_WRITE)
    write_stranger(ir, call, from);
  if ((effects & ESC_EFFECT_WRITE) && (effects & ESC_EFFECT_READ))
    read_shuffle(ir, call, from);
  if (effects & ESC_EFFECT_FREE)
    esc_graph_add_copy(ir->graph, ESC_FREER, from, ESC_STEP_FREED, esc_ir_place(ir, call));
  if (effects & ESC_EFFECT_CONTENT_FREE)
    esc_graph_add_load(ir->graph, ESC_FREER, from, ESC_ALL_BYTES, ESC_STEP_FREED, esc_ir_place(ir, call));
  if (effects & ESC_EFFECT_SIZE)
    esc_ir_add_event(ir, ESC_IR_SIZE_ASKED, call, operand, NULL);
  read_results(ir, call, from, effects);
  if (effects & (ESC_EFFECT_STORE | ESC_EFFECT_COPY | ESC_EFFECT_CALL))
    read_target(ir, call, from, model);
  const uint32_t spreads = ESC_EFFECT_KEEP | ESC_EFFECT_RETURN | ESC_EFFECT_RETURN_INTO | ESC_EFFECT_STORE |
                           ESC_EFFECT_CALL | ESC_EFFECT_FREE;
  if (!(effects & spreads) && is_pointer && !ir->context)
    esc_vec_push(ir->arena, &ir->uncaptured, (struct esc_ir_uncaptured){call, arg});
}

/* What the model says of one argument, and of variable ones what the format says. Text that is printed can be read
 * back, also when it is the bytes of a pointer. */
static struct esc_model_arg model_of(LLVMValueRef call, const struct esc_model *model, unsigned arg) {
  if (arg < model->arg_count)
    return model->args[arg];
  struct esc_model_arg rest = model->rest;
  if (!(rest.effects & ESC_EFFECT_READ))
    return rest;
  rest.effects |= ESC_EFFECT_LEAK;
  if (!model->arg_count ||
      !esc_ir_format_only_reads(LLVMGetOperand(call, model->arg_count - 1), arg - model->arg_count))
    rest.effects |= ESC_EFFECT_KEEP;
  return rest;
}

void esc_ir_read_by_model(struct esc_ir *ir, LLVMValueRef call, const struct esc_model *model) {
  unsigned count = LLVMGetNumArgOperands(call);
  uint32_t all = 0;
  for (unsigned i = 0; i < count; i++) {
    read_modelled_argument(ir, call, i, model_of(call, model, i));
    all |= model_of(call, model, i).effects;
  }
  const uint32_t told = ESC_EFFECT_RETURN | ESC_EFFECT_RETURN_INTO | ESC_EFFECT_CONTENT_RETURN;
  esc_vertex result = esc_ir_vertex(ir, call);
  if (result && (!(all & told) || (model->flags & ESC_MODEL_OR_ELSE)))
    esc_graph_add_copy(ir->graph, result, ESC_STRANGER, ESC_STEP_RESULT, esc_ir_place(ir, call));
}

/* An allocator of the program's own aligns blocks as its call says, and no more. */
static bool is_loose(const struct esc_ir *ir, LLVMValueRef call, const struct esc_ir_allocator *allocator) {
  uint64_t asked =
      allocator->alignment < 0 ? 0 : esc_ir_constant(LLVMGetOperand(call, (unsigned)allocator->alignment), 0);
  uint64_t pointer = LLVMPointerSize(LLVMGetModuleDataLayout(ir->module));
  return allocator->is_own && asked < pointer && esc_llvm_result_alignment(call) < pointer;
}

/* The block that an allocation makes: its object, and how the program gets hold of it. */
static void read_site(struct esc_ir *ir, LLVMValueRef call, const struct esc_ir_allocator *allocator) {
  esc_place place = esc_ir_place(ir, call);
  esc_object object = esc_graph_add_object(ir->graph, ESC_OBJECT_SITE, allocator->name, place);
  if (is_loose(ir, call, allocator))
    esc_graph_set_loose(ir->graph, object);
  esc_vec_push(ir->arena, &ir->sites,
               (struct esc_ir_site){.call = call,
                                    .allocator = *allocator,
                                    .object = object,
                                    .context = ir->context,
                                    .at = ir->context ? ir->contexts.at[ir->context].at : call});
  esc_vertex result = esc_ir_vertex(ir, call);
  if (allocator->role == ESC_IR_ALLOCATE_OUT) {
    esc_vertex out = esc_ir_vertex(ir, LLVMGetOperand(call, (unsigned)allocator->pointer));
    esc_vertex block = esc_graph_add_vertex(ir->graph, NULL);
    esc_graph_add_address(ir->graph, block, object, ESC_STEP_ALLOCATED, place);
    if (out)
      esc_graph_add_store(ir->graph, out, block, LLVMPointerSize(LLVMGetModuleDataLayout(ir->module)), ESC_STEP_STORED,
                          place);
    return;
  }
  esc_graph_add_address(ir->graph, result, object, ESC_STEP_ALLOCATED, place);
  if (allocator->role == ESC_IR_COPY_STRING) {
    esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(call, (unsigned)allocator->pointer));
    if (from)
      esc_graph_add_transfer(ir->graph, result, from, ESC_ALL_BYTES, ESC_STEP_COPIED, place);
  }
  if (allocator->role == ESC_IR_RESIZE) {
    LLVMValueRef old = LLVMGetOperand(call, (unsigned)allocator->pointer);
    esc_ir_add_event(ir, ESC_IR_RESIZED, call, old, allocator);
    esc_vertex from = esc_ir_vertex(ir, old);
    if (from) {
      /* The block may stay where it is, and its contents are in the new one. */
      esc_graph_add_copy(ir->graph, result, from, ESC_STEP_RESULT, place);
      esc_graph_add_transfer(ir->graph, result, from, ESC_ALL_BYTES, ESC_STEP_COPIED, place);
    }
  }
}

static void read_allocator(struct esc_ir *ir, LLVMValueRef call, const struct esc_ir_allocator *allocator) {
  if (allocator->role == ESC_IR_FREE && LLVMGetFirstUse(call)) {
    esc_ir_read_by_attributes(ir, call, NULL); /* a result that is used cannot vanish with the call */
    return;
  }
  /* Pools, handles and whatever else a user's allocator takes. */
  esc_ir_read_by_attributes(ir, call, allocator);
  if (allocator->role == ESC_IR_FREE)
    esc_ir_add_event(ir, ESC_IR_FREED, call, LLVMGetOperand(call, (unsigned)allocator->pointer), allocator);
  else
    read_site(ir, call, allocator);
}

static bool has_tag(LLVMOperandBundleRef bundle, const char *wanted) {
  size_t length = 0;
  const char *tag = LLVMGetOperandBundleTag(bundle, &length);
  return length == strlen(wanted) && memcmp(tag, wanted, length) == 0;
}

/* What llvm.assume says of alignment. */
static void note_assumed_alignment(struct esc_ir *ir, LLVMValueRef call, LLVMOperandBundleRef bundle) {
  unsigned count = LLVMGetNumOperandBundleArgs(bundle);
  if (!has_tag(bundle, "align") || count < 2)
    return;
  LLVMValueRef alignment = LLVMGetOperandBundleArgAtIndex(bundle, 1);
  /* With an offset, or not a constant: nothing that a slot is sure to have. */
  bool plain = count == 2 && LLVMIsAConstantInt(alignment);
  esc_ir_note_alignment(ir, call, LLVMGetOperandBundleArgAtIndex(bundle, 0),
                        plain ? LLVMConstIntGetZExtValue(alignment) : UINT64_MAX);
}

/* An assumption about one pointer that is as true of a slot as of a block. Not so "separate_storage", which is about
 * two and may be about two instances of one site. */
static bool is_about_one_pointer(LLVMOperandBundleRef bundle) {
  static const char *const tags[] = {"align",  "nonnull", "noundef", "dereferenceable", "dereferenceable_or_null",
                                     "ignore", "cold"};
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    if (has_tag(bundle, tags[i]))
      return true;
  return false;
}

/* Bundles hand their operands to whoever understands them ("deopt": to another frame). Only those of llvm.assume are
 * known to be mere promises. */
static void read_bundles(struct esc_ir *ir, LLVMValueRef call, bool assumption) {
  unsigned bundles = LLVMGetNumOperandBundles(call);
  for (unsigned b = 0; b < bundles; b++) {
    LLVMOperandBundleRef bundle = LLVMGetOperandBundleAtIndex(call, b);
    unsigned count = LLVMGetNumOperandBundleArgs(bundle);
    bool harmless = assumption && is_about_one_pointer(bundle);
    if (harmless)
      note_assumed_alignment(ir, call, bundle);
    for (unsigned i = 0; !harmless && i < count; i++) {
      esc_vertex from = esc_ir_vertex(ir, LLVMGetOperandBundleArgAtIndex(bundle, i));
      if (from)
        leak(ir, call, from, ESC_STEP_NOT_FOLLOWED);
    }
    LLVMDisposeOperandBundle(bundle);
  }
}

/* `align` on arguments, memcpy's among them. */
static void note_alignments(struct esc_ir *ir, LLVMValueRef call) {
  unsigned count = LLVMGetNumArgOperands(call);
  for (unsigned i = 0; i < count; i++)
    esc_ir_note_alignment(ir, call, LLVMGetOperand(call, i), esc_llvm_argument_alignment(call, i));
}

void esc_ir_read_call(struct esc_ir *ir, LLVMValueRef call) {
  LLVMValueRef callee = LLVMGetCalledValue(call);
  if (LLVMIsACallInst(call) && LLVMGetTailCallKind(call) == LLVMTailCallKindMustTail)
    ir->has_musttail |= !ir->context;
  note_alignments(ir, call);
  read_bundles(ir, call, esc_ir_is_intrinsic(call, "llvm.assume"));
  if (LLVMIsAFunction(callee) && LLVMGetIntrinsicID(callee)) {
    esc_ir_read_intrinsic(ir, call, callee);
    return;
  }
  struct esc_ir_allocator allocator;
  if (LLVMIsAInlineAsm(callee)) {
    unsigned count = LLVMGetNumArgOperands(call);
    for (unsigned i = 0; i < count; i++) {
      esc_vertex from = esc_ir_vertex(ir, LLVMGetOperand(call, i));
      if (from)
        leak(ir, call, from, ESC_STEP_ASSEMBLY);
    }
    if (esc_ir_vertex(ir, call))
      esc_graph_add_copy(ir->graph, esc_ir_vertex(ir, call), ESC_STRANGER, ESC_STEP_RESULT, esc_ir_place(ir, call));
  } else if (esc_ir_find_allocator(ir->run, call, &allocator)) {
    read_allocator(ir, call, &allocator);
  } else {
    const struct esc_model *model = esc_ir_find_model(ir, call);
    if (model)
      esc_ir_read_by_model(ir, call, model);
    else if (!esc_ir_put_off(ir, call))
      esc_ir_read_by_attributes(ir, call, NULL);
  }
}
