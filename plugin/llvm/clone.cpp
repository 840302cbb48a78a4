// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Bodies that may be followed, and copies of functions that take the storage for their objects from the caller.

#include "compat.h"
#include "run.h"

#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

esc_llvm_body_kind esc_llvm_body_of(LLVMValueRef Fn) {
  auto &F = *cast<Function>(unwrap(Fn));
  // Another definition may be linked, or found at run time, that does something else (trap 60).
  if (F.isDeclaration() || F.isInterposable() || esc_llvm_unsafe(Fn))
    return ESC_LLVM_NO_BODY;
  return F.isDefinitionExact() ? ESC_LLVM_EXACT_BODY : ESC_LLVM_INEXACT_BODY;
}

esc_llvm_body_kind esc_llvm_body(LLVMValueRef V, LLVMValueRef Fn) {
  auto &Call = *cast<CallBase>(unwrap(V));
  auto &F = *cast<Function>(unwrap(Fn));
  if (isa<CallBrInst>(Call) || F.getFunctionType() != Call.getFunctionType())
    return ESC_LLVM_NO_BODY;
  if (auto *Plain = dyn_cast<CallInst>(&Call); Plain && Plain->isMustTailCall())
    return ESC_LLVM_NO_BODY; // the frame is gone when it runs
  if (Call.getCallingConv() != F.getCallingConv() || Call.hasOperandBundles())
    return ESC_LLVM_NO_BODY;
  for (unsigned I = 0; I < Call.arg_size(); I++)
    for (Attribute::AttrKind Kind : {Attribute::InAlloca, Attribute::Preallocated, Attribute::SwiftError})
      if (Call.paramHasAttr(I, Kind))
        return ESC_LLVM_NO_BODY;
  return esc_llvm_body_of(Fn);
}

// Everything in an initializer that could be called. False if there may be more.
static bool functionsIn(const Constant *C, SmallVectorImpl<Function *> &Functions, unsigned Most) {
  if (Functions.size() > Most)
    return false;
  if (auto *F = dyn_cast<Function>(C)) {
    if (!is_contained(Functions, F))
      Functions.push_back(const_cast<Function *>(F));
    return true;
  }
  if (isa<GlobalVariable>(C) || isa<ConstantData>(C)) // neither can be called, nor numbers and null
    return true;
  if (!isa<ConstantAggregate>(C)) // aliases, casts of numbers, and whatever else computes an address
    return false;
  for (const Use &Element : C->operands())
    if (!functionsIn(cast<Constant>(Element), Functions, Most))
      return false;
  return true;
}

unsigned esc_llvm_table(LLVMValueRef V, LLVMValueRef *Out, unsigned Most) {
  auto *Load = dyn_cast<LoadInst>(unwrap(V));
  if (!Load || Load->isVolatile())
    return 0;
  auto *Table = dyn_cast<GlobalVariable>(getUnderlyingObject(Load->getPointerOperand()));
  if (!Table || !Table->isConstant() || !Table->hasDefinitiveInitializer())
    return 0;
  SmallVector<Function *, 16> Functions;
  if (!functionsIn(Table->getInitializer(), Functions, Most) || Functions.size() > Most)
    return 0;
  for (unsigned I = 0; I < Functions.size(); I++)
    Out[I] = wrap(Functions[I]);
  return Functions.size();
}

// Two copies of a label are one too many; those with a number of their own (${:uid}) are not.
static bool definesLabel(const CallBase &Call) {
  auto *Asm = dyn_cast<InlineAsm>(Call.getCalledOperand());
  return Asm && StringRef(Asm->getAsmString()).contains(':') && !StringRef(Asm->getAsmString()).contains("${:uid}");
}

bool esc_llvm_can_clone(LLVMValueRef Fn) {
  auto &F = *cast<Function>(unwrap(Fn));
  if (F.isVarArg())
    return false;
  for (BasicBlock &Block : F) {
    if (Block.hasAddressTaken())
      return false;
    for (Instruction &I : Block) {
      auto *Call = dyn_cast<CallBase>(&I);
      if (Call && (Call->isMustTailCall() || Call->cannotDuplicate() || definesLabel(*Call)))
        return false; // a musttail caller has the signature of its callee
    }
  }
  return true;
}

// A slot is no allocation: what was promised of the block, and of the memory that only the allocator sees, is not true.
// And where slots come in, arguments are compared with them.
static AttributeList withoutPromises(LLVMContext &Context, AttributeList Attributes, unsigned Arguments,
                                     bool Compares) {
  AttributeMask OfFunction, OfResult;
  for (Attribute::AttrKind Kind :
       {Attribute::Memory, Attribute::NoFree, Attribute::AllocKind, Attribute::AllocSize, Attribute::Speculatable})
    OfFunction.addAttribute(Kind);
  for (const char *Name : {"alloc-family", "alloc-variant-zeroed"})
    OfFunction.addAttribute(Name);
  for (Attribute::AttrKind Kind :
       {Attribute::NoAlias, Attribute::Dereferenceable, Attribute::DereferenceableOrNull, Attribute::Alignment})
    OfResult.addAttribute(Kind);
  AttributeMask OfArgument = escape::compat::captureAttribute();
  OfArgument.addAttribute(Attribute::NoAlias); // an older instance in the slot may be an argument too
  for (unsigned I = 0; Compares && I < Arguments; I++)
    Attributes = Attributes.removeParamAttributes(Context, I, OfArgument);
  return Attributes.removeFnAttributes(Context, OfFunction).removeRetAttributes(Context, OfResult);
}

LLVMValueRef esc_llvm_clone(LLVMValueRef Fn, unsigned Extra) {
  auto &F = *cast<Function>(unwrap(Fn));
  LLVMContext &Context = F.getContext();
  SmallVector<Type *, 8> Parameters(F.getFunctionType()->params());
  Parameters.append(Extra, PointerType::getUnqual(Context));
  auto *Type = FunctionType::get(F.getReturnType(), Parameters, false);
  auto *Clone =
      Function::Create(Type, GlobalValue::InternalLinkage, F.getAddressSpace(), F.getName() + ".escape", F.getParent());
  ValueToValueMapTy Map;
  for (Argument &A : F.args()) {
    Clone->getArg(A.getArgNo())->setName(A.getName());
    Map[&A] = Clone->getArg(A.getArgNo());
  }
  SmallVector<ReturnInst *, 4> Returns;
  CloneFunctionInto(Clone, &F, Map, CloneFunctionChangeType::LocalChangesOnly, Returns);
  Clone->setAttributes(withoutPromises(Context, Clone->getAttributes(), F.arg_size(), Extra > 0));
  Clone->setComdat(nullptr);
  Clone->setVisibility(GlobalValue::DefaultVisibility);
  Clone->setDLLStorageClass(GlobalValue::DefaultStorageClass);
  Clone->setLinkage(GlobalValue::InternalLinkage);
  Clone->setDSOLocal(true);
  return wrap(Clone);
}

LLVMValueRef esc_llvm_redirect(LLVMValueRef V, LLVMValueRef Fn, LLVMValueRef *Extra, unsigned Count) {
  auto &Call = *cast<CallBase>(unwrap(V));
  auto *Clone = cast<Function>(unwrap(Fn));
  SmallVector<Value *, 8> Arguments(Call.args());
  for (unsigned I = 0; I < Count; I++)
    Arguments.push_back(unwrap(Extra[I]));
  CallBase *New = nullptr;
  if (auto *Invoke = dyn_cast<InvokeInst>(&Call))
    New = InvokeInst::Create(Clone->getFunctionType(), Clone, Invoke->getNormalDest(), Invoke->getUnwindDest(),
                             Arguments, "", Call.getIterator());
  else
    New = CallInst::Create(Clone->getFunctionType(), Clone, Arguments, "", Call.getIterator());
  New->setCallingConv(Call.getCallingConv());
  New->setAttributes(withoutPromises(Call.getContext(), Call.getAttributes(), Call.arg_size(), Count > 0));
  New->setDebugLoc(Call.getDebugLoc());
  for (unsigned Kind : {LLVMContext::MD_prof, LLVMContext::MD_range, LLVMContext::MD_nonnull, LLVMContext::MD_noundef})
    New->setMetadata(Kind, Call.getMetadata(Kind));
  New->takeName(&Call);
  Call.replaceAllUsesWith(New);
  Call.eraseFromParent();
  return wrap(New);
}
