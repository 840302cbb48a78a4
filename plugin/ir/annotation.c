/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* __attribute__((annotate("escape:..."))) on functions, which clang keeps in @llvm.global.annotations. */
#include "ir.h"

#include <string.h>

static unsigned meaning(LLVMValueRef text) {
  LLVMValueRef value = LLVMIsAGlobalVariable(text) ? LLVMGetInitializer(text) : NULL;
  if (!value || !LLVMIsAConstantDataSequential(value) || !LLVMIsConstantString(value))
    return 0;
  size_t length = 0;
  const char *at = LLVMGetAsString(value, &length);
  const struct {
    const char *text;
    enum esc_ir_annotation annotation;
  } known[] = {{"escape:stack", ESC_IR_WANTS_STACK}, {"escape:heap", ESC_IR_WANTS_HEAP}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (length == strlen(known[i].text) + 1 && memcmp(at, known[i].text, length) == 0)
      return known[i].annotation;
  return 0;
}

unsigned esc_ir_annotations(LLVMModuleRef module, LLVMValueRef function) {
  LLVMValueRef global = LLVMGetNamedGlobal(module, "llvm.global.annotations");
  LLVMValueRef list = global ? LLVMGetInitializer(global) : NULL;
  if (!list || !LLVMIsAConstantArray(list))
    return 0;
  unsigned found = 0;
  for (int i = 0; i < LLVMGetNumOperands(list); i++) {
    LLVMValueRef entry = LLVMGetOperand(list, (unsigned)i);
    if (LLVMIsAConstantStruct(entry) && LLVMGetNumOperands(entry) >= 2 && LLVMGetOperand(entry, 0) == function)
      found |= meaning(LLVMGetOperand(entry, 1));
  }
  return found;
}
