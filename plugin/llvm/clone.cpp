// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Bodies that may be followed, and copies of functions that take the storage for their objects from the caller.

#include "compat.h"
#include "run.h"

#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Cloning.h"

#include <numeric>

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

// Where in a global the address is: `Offset` and any multiple of `Stride` (0: just there).
static GlobalVariable *findTable(Value *Address, const DataLayout &DL, int64_t &Offset, uint64_t &Stride) {
  while (auto *Step = dyn_cast<GEPOperator>(Address)) {
    for (auto I = gep_type_begin(Step), E = gep_type_end(Step); I != E; ++I) {
      auto *Index = dyn_cast<ConstantInt>(I.getOperand());
      if (StructType *Type = I.getStructTypeOrNull()) {
        if (!Index)
          return nullptr;
        Offset += static_cast<int64_t>(DL.getStructLayout(Type)->getElementOffset(Index->getZExtValue()));
        continue;
      }
      TypeSize Size = I.getSequentialElementStride(DL);
      if (Size.isScalable() || (Index && Index->getBitWidth() > 64) || I.getOperand()->getType()->isVectorTy())
        return nullptr;
      if (Index)
        Offset += Index->getSExtValue() * static_cast<int64_t>(Size.getFixedValue());
      else
        Stride = std::gcd(Stride, Size.getFixedValue());
    }
    Address = Step->getPointerOperand();
  }
  return dyn_cast<GlobalVariable>(Address);
}

unsigned esc_llvm_table(LLVMValueRef V, LLVMValueRef *Out, unsigned Most) {
  enum { MostEntries = 1024 };
  auto *Load = dyn_cast<LoadInst>(unwrap(V));
  if (!Load || Load->isVolatile())
    return 0;
  const DataLayout &DL = Load->getDataLayout();
  int64_t Offset = 0;
  uint64_t Stride = 0;
  GlobalVariable *Table = findTable(Load->getPointerOperand(), DL, Offset, Stride);
  if (!Table || !Table->isConstant() || !Table->hasDefinitiveInitializer())
    return 0;
  auto Size = static_cast<int64_t>(DL.getTypeAllocSize(Table->getValueType()).getFixedValue());
  if (Stride)
    Offset = ((Offset % int64_t(Stride)) + int64_t(Stride)) % int64_t(Stride);
  SmallVector<Function *, 16> Functions;
  unsigned Entries = 0;
  for (int64_t At = Offset; At >= 0 && At < Size; At += int64_t(Stride)) {
    Constant *Entry = ConstantFoldLoadFromConst(Table->getInitializer(), Load->getType(), APInt(64, uint64_t(At)), DL);
    auto *F = dyn_cast_or_null<Function>(Entry);
    if (F && !is_contained(Functions, F))
      Functions.push_back(F);
    // Null cannot be called. A number, an alias or other memory may be code that nobody knows.
    if (!Entry || (!F && !Entry->isNullValue()) || Functions.size() > Most || ++Entries > MostEntries)
      return 0;
    if (!Stride)
      break;
  }
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
