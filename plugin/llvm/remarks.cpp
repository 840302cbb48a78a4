// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Remarks and other text for people.

#include "compat.h"
#include "run.h"

#include "llvm/Analysis/OptimizationRemarkEmitter.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/LLVMContext.h"

using namespace llvm;

static constexpr char PassName[] = "escape", FactsName[] = "escape-params";

static OptimizationRemarkEmitter &emitter(esc_llvm_run *Run, Function &F) {
  return Run->Functions.getResult<OptimizationRemarkEmitterAnalysis>(F);
}

bool esc_llvm_wants_remarks(esc_llvm_run *Run, LLVMValueRef Fn) {
  return emitter(Run, *cast<Function>(unwrap(Fn))).allowExtraAnalysis(PassName);
}

static DebugLoc placeOf(LLVMValueRef At, unsigned Frame) {
  auto *I = At ? dyn_cast<Instruction>(unwrap(At)) : nullptr;
  if (!I)
    return {};
  DILocation *Loc = I->getDebugLoc().get();
  while (Loc && Frame--)
    Loc = Loc->getInlinedAt();
  return DebugLoc(Loc);
}

template <typename Remark>
static void emitRemark(OptimizationRemarkEmitter &ORE, Remark R, const esc_llvm_arg *Args, unsigned Count) {
  bool Extra = false;
  for (unsigned I = 0; I < Count; I++) {
    const esc_llvm_arg &A = Args[I];
    if (A.extra && !Extra) {
      R << ore::setExtraArgs();
      Extra = true;
    }
    if (!A.key) {
      R << StringRef(A.value);
      continue;
    }
    DiagnosticInfoOptimizationBase::Argument Arg{StringRef(A.key), StringRef(A.value)};
    if (DebugLoc Loc = placeOf(A.at, A.frame))
      Arg.Loc = DiagnosticLocation(Loc);
    R << Arg;
  }
  // Not the lambda form: that one is skipped when nobody listens to remarks, and a broken promise must be heard.
  ORE.emit(R);
}

void esc_llvm_emit(esc_llvm_run *Run, esc_llvm_remark Kind, const char *Name, LLVMValueRef At, const esc_llvm_arg *Args,
                   unsigned Count) {
  auto *I = cast<Instruction>(unwrap(At));
  OptimizationRemarkEmitter &ORE = emitter(Run, *I->getFunction());
  switch (Kind) {
  case ESC_LLVM_PASSED:
    return emitRemark(ORE, OptimizationRemark(PassName, Name, I), Args, Count);
  case ESC_LLVM_MISSED:
    return emitRemark(ORE, OptimizationRemarkMissed(PassName, Name, I), Args, Count);
  case ESC_LLVM_ANALYSIS:
    return emitRemark(ORE, OptimizationRemarkAnalysis(PassName, Name, I), Args, Count);
  case ESC_LLVM_FAILURE:
    return emitRemark(ORE, DiagnosticInfoOptimizationFailure(PassName, Name, I->getDebugLoc(), I->getParent()), Args,
                      Count);
  }
}

bool esc_llvm_wants_facts(esc_llvm_run *Run, LLVMValueRef Fn) {
  return emitter(Run, *cast<Function>(unwrap(Fn))).allowExtraAnalysis(FactsName);
}

void esc_llvm_emit_fact(esc_llvm_run *Run, LLVMValueRef Fn, const char *Name, const esc_llvm_arg *Args,
                        unsigned Count) {
  auto &F = *cast<Function>(unwrap(Fn));
  emitRemark(emitter(Run, F), OptimizationRemarkAnalysis(FactsName, Name, F.getSubprogram(), &F.getEntryBlock()), Args,
             Count);
}

bool esc_llvm_inline_frame(LLVMValueRef V, unsigned Depth, esc_llvm_frame *Frame) {
  auto *I = dyn_cast<Instruction>(unwrap(V));
  DILocation *Loc = I ? I->getDebugLoc().get() : nullptr;
  while (Loc && Depth--)
    Loc = Loc->getInlinedAt();
  if (!Loc)
    return false;
  DISubprogram *Scope = Loc->getScope()->getSubprogram();
  const char *Name = "";
  if (Scope)
    Name = Scope->getLinkageName().empty() ? Scope->getName().data() : Scope->getLinkageName().data();
  *Frame = {Name ? Name : "", Loc->getLine(), Loc->getColumn()};
  return true;
}

const char *esc_llvm_variable(LLVMValueRef V) {
  DILocalVariable *Variable = escape::compat::variable(unwrap(V));
  return Variable && !Variable->getName().empty() ? Variable->getName().data() : nullptr;
}

const char *esc_llvm_phase(esc_llvm_run *Run) { return Run->Phase; }

bool esc_llvm_is_early(esc_llvm_run *Run) { return Run->Early; }

void esc_llvm_set_models(esc_llvm_run *Run, const esc_models *Models) { Run->Models = Models; }

const esc_models *esc_llvm_models(const esc_llvm_run *Run) { return Run->Models; }

void esc_llvm_error(LLVMModuleRef M, const char *Text) { unwrap(M)->getContext().emitError(Twine("escape: ") + Text); }

void esc_llvm_print(esc_llvm_run *Run, const char *Text) {
  if (Run->Out)
    *Run->Out << Text;
}

const char *esc_llvm_text(esc_llvm_run *Run, LLVMValueRef V) {
  std::string Text;
  raw_string_ostream Out(Text);
  unwrap(V)->print(Out);
  // The debug location is a number that changes with everything; the place is printed otherwise.
  size_t End = Text.find(", !");
  Text.resize(std::min(End, Text.size()));
  Text.erase(0, Text.find_first_not_of(' '));
  return Run->keep(std::move(Text));
}
