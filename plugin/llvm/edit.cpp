// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Edits of the IR that the C API lacks. Each leaves valid IR behind.

#include "compat.h"
#include "run.h"

#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/DeadStoreElimination.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/GVN.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Scalar/TailRecursionElimination.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/BuildLibCalls.h"

using namespace llvm;

LLVMValueRef esc_llvm_add_slot(LLVMValueRef Fn, uint64_t Bytes, uint64_t Alignment, LLVMValueRef Like,
                               LLVMValueRef *Slot) {
  auto &F = *cast<Function>(unwrap(Fn));
  const DataLayout &DL = F.getDataLayout();
  // An array of bytes: heap memory has no type of its own, and one must not be invented.
  auto *Type = ArrayType::get(Type::getInt8Ty(F.getContext()), Bytes);
  BasicBlock &Entry = F.getEntryBlock();
  auto *Alloca = new AllocaInst(Type, DL.getAllocaAddrSpace(), nullptr, Align(Alignment),
                                unwrap(Like)->getName() + ".stack", Entry.begin());
  *Slot = wrap(Alloca);
  auto *Wanted = cast<PointerType>(unwrap(Like)->getType());
  if (Alloca->getType() == Wanted)
    return wrap(Alloca);
  return wrap(new AddrSpaceCastInst(Alloca, Wanted, Alloca->getName() + ".cast", std::next(Alloca->getIterator())));
}

void esc_llvm_add_lifetime(LLVMValueRef Slot, LLVMValueRef Before, bool End) {
  IRBuilder<> Builder(cast<Instruction>(unwrap(Before)));
  escape::compat::addLifetime(Builder, cast<AllocaInst>(unwrap(Slot)), End);
}

LLVMValueRef esc_llvm_guard_call(LLVMValueRef V, LLVMValueRef Skip) {
  auto *Call = cast<CallInst>(unwrap(V));
  Instruction *Skipped = nullptr, *Done = nullptr;
  SplitBlockAndInsertIfThenElse(unwrap(Skip), Call->getIterator(), &Skipped, &Done);
  Call->moveBefore(*Done->getParent(), Done->getIterator());
  return wrap(Skipped);
}

// The join of the normal edge of an invoke with the arm that skips it.
static BasicBlock *joinOfInvoke(InvokeInst *Invoke, Value *Skip, Instruction **Skipped) {
  BasicBlock *Before = Invoke->getParent(), *After = Invoke->getNormalDest();
  BasicBlock *Calls = SplitBlock(Before, Invoke->getIterator());
  LLVMContext &Context = Invoke->getContext();
  auto *Arm = BasicBlock::Create(Context, "", Calls->getParent(), Calls);
  auto *Join = BasicBlock::Create(Context, "", Calls->getParent(), After);
  BranchInst::Create(Arm, Calls, Skip, Before->getTerminator()->getIterator())->setDebugLoc(Invoke->getDebugLoc());
  Before->getTerminator()->eraseFromParent();
  *Skipped = BranchInst::Create(Join, Arm);
  (*Skipped)->setDebugLoc(Invoke->getDebugLoc());
  BranchInst::Create(After, Join)->setDebugLoc(Invoke->getDebugLoc());
  Invoke->setNormalDest(Join);
  After->replacePhiUsesWith(Calls, Join);
  return Join;
}

LLVMValueRef esc_llvm_branch_around(LLVMValueRef V, LLVMValueRef Skip, LLVMValueRef *Skipped) {
  auto *Call = cast<CallBase>(unwrap(V));
  Instruction *Arm = nullptr, *Done = nullptr;
  BasicBlock *Join = nullptr;
  if (auto *Invoke = dyn_cast<InvokeInst>(Call)) {
    Join = joinOfInvoke(Invoke, unwrap(Skip), &Arm);
  } else {
    SplitBlockAndInsertIfThenElse(unwrap(Skip), Call->getIterator(), &Arm, &Done);
    Join = Call->getParent();
    Call->moveBefore(*Done->getParent(), Done->getIterator());
  }
  *Skipped = wrap(Arm);
  auto *Phi = PHINode::Create(Call->getType(), 2, "", Join->begin());
  Phi->setDebugLoc(Call->getDebugLoc());
  Phi->takeName(Call);
  Call->replaceAllUsesWith(Phi);
  Phi->addIncoming(PoisonValue::get(Call->getType()), Arm->getParent());
  Phi->addIncoming(Call, Call->getParent());
  return wrap(Phi);
}

bool esc_llvm_has_library(esc_llvm_run *Run, LLVMValueRef Fn, const char *Name, LLVMTypeRef Type) {
  auto &F = *cast<Function>(unwrap(Fn));
  const Module &M = *F.getParent();
  auto &Library = Run->Functions.getResult<TargetLibraryAnalysis>(F);
  LibFunc Which = NotLibFunc;
  if (!Library.getLibFunc(Name, Which) || !isLibFuncEmittable(&M, &Library, Which) ||
      !Library.isValidProtoForLibFunc(*cast<FunctionType>(unwrap(Type)), Which, M))
    return false;
  const GlobalValue *Known = M.getNamedValue(Name); // TLI's own name would be a symbol that another LLVM lacks
  const auto *Callee = dyn_cast_or_null<Function>(Known);
  return !Known || (Callee && Callee->isDeclaration() && Callee->getFunctionType() == unwrap(Type));
}

LLVMValueRef esc_llvm_library(esc_llvm_run *Run, LLVMValueRef Fn, const char *Name, LLVMTypeRef Type) {
  auto &F = *cast<Function>(unwrap(Fn));
  auto &Library = Run->Functions.getResult<TargetLibraryAnalysis>(F);
  LibFunc Which = NotLibFunc;
  (void)Library.getLibFunc(Name, Which);
  auto Found = getOrInsertLibFunc(F.getParent(), Library, Which, cast<FunctionType>(unwrap(Type)));
  auto *Callee = cast<Function>(Found.getCallee());
  inferNonMandatoryLibFuncAttrs(*Callee, Library);
  return wrap(Callee);
}

void esc_llvm_remove_call(LLVMValueRef V) {
  auto *Call = cast<CallBase>(unwrap(V));
  if (auto *Invoke = dyn_cast<InvokeInst>(Call)) {
    // Phis stay even with one input left: the plan may still speak of them.
    Invoke->getUnwindDest()->removePredecessor(Invoke->getParent(), /*KeepOneInputPHIs=*/true);
    BranchInst *Branch = BranchInst::Create(Invoke->getNormalDest(), Invoke->getIterator());
    Branch->setDebugLoc(Invoke->getDebugLoc());
  }
  Call->eraseFromParent();
}

void esc_llvm_clear_tail(LLVMValueRef Fn) {
  for (BasicBlock &Block : *cast<Function>(unwrap(Fn)))
    for (Instruction &I : Block)
      if (auto *Call = dyn_cast<CallInst>(&I); Call && Call->getTailCallKind() == CallInst::TCK_Tail)
        Call->setTailCallKind(CallInst::TCK_None);
}

void esc_llvm_mark_not_captured(LLVMValueRef V, unsigned Arg) {
  escape::compat::markNotCaptured(*cast<CallBase>(unwrap(V)), Arg);
}

bool esc_llvm_promise_no_free(LLVMValueRef Fn, unsigned Parameter) {
  auto &F = *cast<Function>(unwrap(Fn));
  bool Known = F.hasParamAttribute(Parameter, Attribute::NoFree);
  F.addParamAttr(Parameter, Attribute::NoFree);
  return !Known;
}

void esc_llvm_drop_promises(LLVMValueRef V, bool Again) {
  auto *I = cast<Instruction>(unwrap(V));
  // The function may be inlined into a loop later, so these do not hold even for one instance.
  for (unsigned Kind : {LLVMContext::MD_invariant_load, LLVMContext::MD_invariant_group, LLVMContext::MD_tbaa,
                        LLVMContext::MD_tbaa_struct})
    I->setMetadata(Kind, nullptr);
  if (!Again)
    return;
  for (unsigned Kind : {LLVMContext::MD_access_group, LLVMContext::MD_mem_parallel_loop_access,
                        LLVMContext::MD_alias_scope, LLVMContext::MD_noalias})
    I->setMetadata(Kind, nullptr);
}

void esc_llvm_finish(esc_llvm_run *Run, LLVMValueRef Fn, bool Clean) {
  auto &F = *cast<Function>(unwrap(Fn));
  Run->Functions.invalidate(F, PreservedAnalyses::none());
  if (!Clean)
    return;
  FunctionPassManager Passes;
  Passes.addPass(SROAPass(SROAOptions::ModifyCFG));
  Passes.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  Passes.addPass(InstCombinePass());
  Passes.addPass(SimplifyCFGPass());
  Passes.addPass(SROAPass(SROAOptions::ModifyCFG));
  Passes.addPass(GVNPass());
  Passes.addPass(InstCombinePass());
  Passes.addPass(DSEPass());
  Passes.addPass(SimplifyCFGPass());
  // Derives `tail` again where it still holds, and makes loops of recursion.
  Passes.addPass(TailCallElimPass());
  Run->Functions.invalidate(F, Passes.run(F, Run->Functions));
}

void esc_llvm_verify(LLVMValueRef Fn) {
  std::string Text;
  raw_string_ostream Out(Text);
  auto &F = *cast<Function>(unwrap(Fn));
  if (verifyFunction(F, &Out))
    report_fatal_error(Twine("escape: broke function '") + F.getName() + "': " + Text);
}
