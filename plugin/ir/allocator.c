/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Which calls are to allocation functions, by name, by declaration or by attributes, and which have a model. */
#include "ir.h"

#include <string.h>

static const struct esc_ir_allocator *find_by_name(const char *name, size_t length) {
  static const struct esc_ir_allocator table[] = {
#define ESC_ALLOCATOR(name, role, family, size, count, alignment, pointer, zeroed)                                     \
  {ESC_IR_##role, name, family, size, count, alignment, pointer, zeroed, false, false},
#include "allocators.def"
#undef ESC_ALLOCATOR
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
      return &table[i];
  return NULL;
}

static char type_letter(LLVMTypeRef type) {
  switch (LLVMGetTypeKind(type)) {
  case LLVMVoidTypeKind:
    return 'v';
  case LLVMPointerTypeKind:
    return 'p';
  case LLVMIntegerTypeKind:
    return 'i';
  case LLVMHalfTypeKind:
  case LLVMFloatTypeKind:
  case LLVMDoubleTypeKind:
  case LLVMX86_FP80TypeKind:
  case LLVMFP128TypeKind:
  case LLVMPPC_FP128TypeKind:
    return 'f';
  default:
    return '?';
  }
}

static bool has_prototype(LLVMTypeRef type, const struct esc_model *model) {
  LLVMTypeRef params[32];
  uint32_t count = LLVMCountParamTypes(type);
  if (count != model->arg_count || count > 32 || (LLVMIsFunctionVarArg(type) != 0) != model->variadic)
    return false;
  if (model->result != 'x' && type_letter(LLVMGetReturnType(type)) != model->result)
    return false;
  LLVMGetParamTypes(type, params);
  for (uint32_t i = 0; i < count; i++)
    if (model->args[i].type != 'x' && type_letter(params[i]) != model->args[i].type)
      return false;
  return true;
}

/* A model holds for a function that the program does not define, and not for another prototype. */
static const struct esc_model *fitting_model(const esc_models *models, LLVMValueRef call) {
  LLVMValueRef callee = LLVMGetCalledValue(call);
  if (!LLVMIsAFunction(callee) || !LLVMIsDeclaration(callee) || LLVMGetLinkage(callee) != LLVMExternalLinkage)
    return NULL;
  size_t length = 0;
  const char *name = LLVMGetValueName2(callee, &length);
  const struct esc_model *model = esc_models_find(models, name, length);
  return model && has_prototype(LLVMGetCalledFunctionType(call), model) ? model : NULL;
}

/* What the user has declared. As of functions that are known by attributes, nothing is assumed but what was said. */
static bool find_declared(struct esc_llvm_run *run, LLVMValueRef call, struct esc_ir_allocator *allocator) {
  static const enum esc_ir_role roles[] = {[ESC_MODEL_ALLOCATES] = ESC_IR_ALLOCATE,
                                           [ESC_MODEL_REALLOCATES] = ESC_IR_RESIZE,
                                           [ESC_MODEL_FREES] = ESC_IR_FREE};
  const esc_models *models = esc_llvm_models(run);
  const struct esc_model *model = models ? fitting_model(models, call) : NULL;
  if (!model || model->role == ESC_MODEL_ORDINARY)
    return false;
  *allocator = (struct esc_ir_allocator){.role = roles[model->role],
                                         .name = model->name,
                                         .family = model->family,
                                         .size = model->places[ESC_MODEL_SIZE],
                                         .count = model->places[ESC_MODEL_COUNT],
                                         .alignment = model->places[ESC_MODEL_ALIGN],
                                         .pointer = model->places[ESC_MODEL_BLOCK],
                                         .zeroed = (model->flags & ESC_MODEL_ZEROED) != 0,
                                         .is_own = true,
                                         .is_declared = true};
  return true;
}

/* allockind("alloc,...") alloc-family="..." allocsize(...): user allocators, __rust_alloc and the like. Nothing is
 * assumed that an attribute does not say: no family, no size argument, no pointer argument, no promotion. */
static bool find_by_attributes(LLVMValueRef call, const char *name, struct esc_ir_allocator *allocator) {
  struct esc_llvm_allocator found;
  if (!esc_llvm_allocator(call, &found) || !found.family)
    return false;
  *allocator = (struct esc_ir_allocator){.name = name,
                                         .family = found.family,
                                         .size = found.size_arg,
                                         .count = found.count_arg,
                                         .alignment = found.align_arg,
                                         .pointer = found.pointer_arg,
                                         .zeroed = found.zeroes,
                                         .is_own = true};
  /* Who says nothing of the contents may fill the block. */
  if (found.allocates && (found.zeroes || found.leaves_garbage) && !found.reallocates && !found.frees &&
      found.pointer_arg < 0)
    allocator->role = ESC_IR_ALLOCATE;
  else if (found.reallocates && !found.allocates && !found.frees && found.pointer_arg >= 0)
    allocator->role = ESC_IR_RESIZE;
  else if (found.frees && !found.allocates && !found.reallocates && found.pointer_arg >= 0)
    allocator->role = ESC_IR_FREE;
  else
    return false;
  return true;
}

/* An allocation returns a pointer, and memory of another address space is another kind of memory: not the stack's. */
static bool returns_ordinary_memory(LLVMValueRef call) {
  LLVMTypeRef type = LLVMTypeOf(call);
  return LLVMGetTypeKind(type) == LLVMPointerTypeKind && LLVMGetPointerAddressSpace(type) == 0;
}

bool esc_ir_find_allocator(struct esc_llvm_run *run, LLVMValueRef call, struct esc_ir_allocator *allocator) {
  if (!esc_ir_is_call(call))
    return false;
  LLVMValueRef callee = LLVMGetCalledValue(call);
  if (!LLVMIsAFunction(callee))
    return false;
  size_t length = 0;
  const char *name = LLVMGetValueName2(callee, &length);
  const struct esc_ir_allocator *known = find_by_name(name, length);
  if (known && esc_llvm_is_library_call(run, call)) {
    *allocator = *known;
    return true;
  }
  if (!find_declared(run, call, allocator) && (known || !find_by_attributes(call, name, allocator)))
    return false;
  return allocator->role == ESC_IR_FREE || returns_ordinary_memory(call);
}

bool esc_ir_is_site(struct esc_llvm_run *run, LLVMValueRef call, struct esc_ir_allocator *allocator) {
  return esc_ir_find_allocator(run, call, allocator) && allocator->role != ESC_IR_FREE;
}

/* The built-in models hold for the library's functions only, those of the user also where builtins are off. What was
 * declared to be an allocation function has no other model, also where it is not used as one. */
const struct esc_model *esc_ir_find_model(const struct esc_ir *ir, LLVMValueRef call) {
  const struct esc_model *model = fitting_model(ir->models, call);
  if (!model || model->role != ESC_MODEL_ORDINARY)
    return NULL;
  if (model->user)
    return model;
  if (esc_llvm_no_builtins(call))
    return NULL;
  if (esc_llvm_is_library_name(ir->run, call))
    return esc_llvm_is_library_call(ir->run, call) ? model : NULL;
  /* POSIX names are free for programs that do not ask for POSIX, so there must be a sign that it is the library's. */
  bool is_library =
      (model->flags & ESC_MODEL_RESERVED) || *model->name == '_' || esc_llvm_is_nounwind(LLVMGetCalledValue(call));
  return is_library ? model : NULL;
}
