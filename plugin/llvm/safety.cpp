// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Copies of functions to try promotions on, and what LLVM's stack safety analysis says of their slots.

#include "run.h"

#include "llvm/Analysis/StackSafetyAnalysis.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

LLVMValueRef esc_llvm_copy_function(esc_llvm_run *, LLVMValueRef Fn) {
  ValueToValueMapTy Map;
  Function *Copy = CloneFunction(cast<Function>(unwrap(Fn)), Map);
  Copy->setComdat(nullptr);
  Copy->setVisibility(GlobalValue::DefaultVisibility);
  Copy->setDLLStorageClass(GlobalValue::DefaultStorageClass);
  Copy->setLinkage(GlobalValue::InternalLinkage);
  return wrap(Copy);
}

void esc_llvm_delete_function(esc_llvm_run *Run, LLVMValueRef Fn) {
  auto &F = *cast<Function>(unwrap(Fn));
  Run->Functions.clear(F, F.getName());
  F.eraseFromParent();
}

struct esc_llvm_safety {
  StackSafetyGlobalInfo Info;
};

esc_llvm_safety *esc_llvm_stack_safety(esc_llvm_run *Run) {
  auto Local = [Run](Function &F) -> const StackSafetyInfo & {
    return Run->Functions.getResult<StackSafetyAnalysis>(F);
  };
  return new esc_llvm_safety{StackSafetyGlobalInfo(&Run->Module, Local, nullptr)};
}

bool esc_llvm_is_safe_slot(const esc_llvm_safety *Safety, LLVMValueRef Slot) {
  return Safety->Info.isSafe(*cast<AllocaInst>(unwrap(Slot)));
}

void esc_llvm_stack_safety_free(esc_llvm_safety *Safety) { delete Safety; }
