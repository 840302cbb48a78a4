// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Facts about calls, values and functions that the C API does not tell.

#include "compat.h"
#include "run.h"

#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/CycleAnalysis.h"
#include "llvm/Analysis/LazyValueInfo.h"
#include "llvm/Analysis/MemoryBuiltins.h"
#include "llvm/Analysis/ProfileSummaryInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

static CallBase &asCall(LLVMValueRef V) { return *cast<CallBase>(unwrap(V)); }

static Function *calledFunction(CallBase &Call) {
  Value *Callee = Call.getCalledOperand()->stripPointerCasts();
  while (auto *Alias = dyn_cast<GlobalAlias>(Callee)) {
    if (Alias->isInterposable())
      return nullptr;
    Callee = Alias->getAliasee()->stripPointerCasts();
  }
  auto *F = dyn_cast<Function>(Callee);
  return F && F->getFunctionType() == Call.getFunctionType() ? F : nullptr;
}

LLVMValueRef esc_llvm_callee(LLVMValueRef Call) { return wrap(calledFunction(asCall(Call))); }

bool esc_llvm_is_library_call(esc_llvm_run *Run, LLVMValueRef V) {
  CallBase &Call = asCall(V);
  Function *Callee = Call.getCalledFunction();
  if (!Callee || !Callee->isDeclaration() || Callee->hasLocalLinkage())
    return false;
  const auto &TLI = Run->Functions.getResult<TargetLibraryAnalysis>(*Call.getFunction());
  LibFunc Library;
  return TLI.getLibFunc(Call, Library) && TLI.has(Library);
}

bool esc_llvm_is_library_name(esc_llvm_run *Run, LLVMValueRef V) {
  CallBase &Call = asCall(V);
  const auto &TLI = Run->Functions.getResult<TargetLibraryAnalysis>(*Call.getFunction());
  Function *Callee = Call.getCalledFunction();
  LibFunc Library;
  return Callee && TLI.getLibFunc(Callee->getName(), Library);
}

bool esc_llvm_no_builtins(LLVMValueRef V) {
  CallBase &Call = asCall(V);
  return Call.isNoBuiltin() || Call.getFunction()->hasFnAttribute("no-builtins");
}

bool esc_llvm_is_nounwind(LLVMValueRef V) { return cast<Function>(unwrap(V))->doesNotThrow(); }

static unsigned memoryBits(bool ReadNone, bool ReadOnly, bool WriteOnly) {
  if (ReadNone)
    return 0;
  if (ReadOnly)
    return ESC_LLVM_ARG_READS;
  if (WriteOnly)
    return ESC_LLVM_ARG_WRITES;
  return ESC_LLVM_ARG_READS | ESC_LLVM_ARG_WRITES;
}

static unsigned captureBits(escape::compat::Captures Captures, bool Returned) {
  unsigned Bits = 0;
  if (Captures.Other)
    Bits |= ESC_LLVM_ARG_CAPTURES;
  if (Captures.Result)
    Bits |= ESC_LLVM_ARG_RETURNS;
  if (Returned)
    Bits |= ESC_LLVM_ARG_IS_RESULT;
  return Bits;
}

unsigned esc_llvm_argument(LLVMValueRef V, unsigned Arg) {
  CallBase &Call = asCall(V);
  if (Call.isByValArgument(Arg))
    return ESC_LLVM_ARG_BYVAL | ESC_LLVM_ARG_READS;
  // These stand for a piece of the frame of a special kind, which a slot is not.
  bool IsFrame = Call.paramHasAttr(Arg, Attribute::InAlloca) || Call.paramHasAttr(Arg, Attribute::Preallocated);
  // An argument beyond those of the prototype is read through va_arg, about which attributes of the call say nothing.
  if (IsFrame || (Arg >= Call.getFunctionType()->getNumParams() && !Call.doesNotAccessMemory()))
    return ESC_LLVM_ARG_CAPTURES | ESC_LLVM_ARG_RETURNS | ESC_LLVM_ARG_READS | ESC_LLVM_ARG_WRITES | ESC_LLVM_ARG_FREES;
  bool NoMemory = Call.doesNotAccessMemory();
  unsigned Bits = captureBits(escape::compat::captures(Call, Arg), Call.paramHasAttr(Arg, Attribute::Returned));
  // One bit that says how addresses compare is no address.
  if (Call.getType()->isIntegerTy(1) && !escape::compat::returnsProvenance(Call, Arg))
    Bits &= ~unsigned(ESC_LLVM_ARG_RETURNS);
  // Who writes no memory and throws nothing has only its result to keep a pointer in.
  if (Call.onlyReadsMemory() && Call.doesNotThrow())
    Bits &= ~unsigned(ESC_LLVM_ARG_CAPTURES);
  Bits |= memoryBits(NoMemory || Call.doesNotAccessMemory(Arg), Call.onlyReadsMemory() || Call.onlyReadsMemory(Arg),
                     Call.onlyWritesMemory() || Call.onlyWritesMemory(Arg));
  if (!Call.hasFnAttr(Attribute::NoFree) && !Call.onlyReadsMemory() && !Call.paramHasAttr(Arg, Attribute::NoFree))
    Bits |= ESC_LLVM_ARG_FREES;
  return Bits;
}

unsigned esc_llvm_parameter_number(LLVMValueRef V) { return cast<Argument>(unwrap(V))->getArgNo(); }

unsigned esc_llvm_parameter(LLVMValueRef V, unsigned Arg) {
  auto &F = *cast<Function>(unwrap(V));
  const Argument &Param = *F.getArg(Arg);
  unsigned Bits = captureBits(escape::compat::captures(Param), Param.hasReturnedAttr());
  Bits |= memoryBits(F.doesNotAccessMemory() || Param.hasAttribute(Attribute::ReadNone),
                     F.onlyReadsMemory() || Param.hasAttribute(Attribute::ReadOnly),
                     F.onlyWritesMemory() || Param.hasAttribute(Attribute::WriteOnly));
  if (!F.hasFnAttribute(Attribute::NoFree) && !F.onlyReadsMemory() && !Param.hasAttribute(Attribute::NoFree))
    Bits |= ESC_LLVM_ARG_FREES;
  // What it reads can then go nowhere but into its result.
  if (F.onlyReadsMemory() && F.doesNotThrow() && !F.getReturnType()->isPtrOrPtrVectorTy())
    Bits |= ESC_LLVM_ARG_ONLY_LOOKS;
  return Bits;
}

unsigned esc_llvm_call(LLVMValueRef V) {
  CallBase &Call = asCall(V);
  unsigned Bits = 0;
  if (Call.doesNotAccessMemory())
    Bits |= ESC_LLVM_CALL_NO_MEMORY;
  if (Call.onlyReadsMemory())
    Bits |= ESC_LLVM_CALL_READ_ONLY;
  if (Call.hasFnAttr(Attribute::NoFree) || Call.onlyReadsMemory())
    Bits |= ESC_LLVM_CALL_NO_FREE;
  if (Call.doesNotThrow())
    Bits |= ESC_LLVM_CALL_NO_UNWIND;
  if (Call.doesNotThrow() && Call.hasFnAttr(Attribute::WillReturn))
    Bits |= ESC_LLVM_CALL_RETURNS;
  if (Call.hasFnAttr(Attribute::NoSync) || Call.doesNotAccessMemory())
    Bits |= ESC_LLVM_CALL_NO_SYNC;
  if (isNoModRef(Call.getMemoryEffects().getModRef(IRMemLocation::InaccessibleMem)))
    Bits |= ESC_LLVM_CALL_NO_HIDDEN_MEMORY;
  return Bits;
}

static int argWith(CallBase &Call, Attribute::AttrKind Kind) {
  for (unsigned I = 0; I < Call.arg_size(); I++)
    if (Call.paramHasAttr(I, Kind))
      return static_cast<int>(I);
  return -1;
}

bool esc_llvm_allocator(LLVMValueRef V, struct esc_llvm_allocator *Out) {
  CallBase &Call = asCall(V);
  Attribute Attr = Call.getFnAttr(Attribute::AllocKind);
  // A call by another prototype need not have the arguments that the callee's attributes speak of.
  if (!Attr.isValid() || Call.isNoBuiltin() || !Call.getCalledFunction())
    return false;
  AllocFnKind Kind = Attr.getAllocKind();
  auto Has = [&](AllocFnKind Bit) { return (Kind & Bit) != AllocFnKind::Unknown; };
  *Out = {Has(AllocFnKind::Alloc),
          Has(AllocFnKind::Realloc),
          Has(AllocFnKind::Free),
          Has(AllocFnKind::Zeroed),
          Has(AllocFnKind::Uninitialized),
          -1,
          -1,
          argWith(Call, Attribute::AllocAlign),
          argWith(Call, Attribute::AllocatedPointer),
          nullptr};
  Attribute Size = Call.getFnAttr(Attribute::AllocSize);
  if (Size.isValid()) {
    auto [SizeArg, CountArg] = Size.getAllocSizeArgs();
    Out->size_arg = static_cast<int>(SizeArg);
    Out->count_arg = CountArg ? static_cast<int>(*CountArg) : -1;
  }
  Attribute Family = Call.getFnAttr("alloc-family");
  if (Family.isValid())
    Out->family = Family.getValueAsString().data(); // attribute strings are NUL-terminated and live in the context
  return true;
}

uint64_t esc_llvm_result_alignment(LLVMValueRef V) {
  MaybeAlign Alignment = asCall(V).getRetAlign();
  return Alignment ? Alignment->value() : 0;
}

// Before LLVM 22 an operand behind the pointer says how it is aligned, where there is no attribute yet.
static const ConstantInt *maskedAlignment(const CallBase &Call, unsigned Arg) {
  Intrinsic::ID ID = Call.getIntrinsicID();
  bool Loads = ID == Intrinsic::masked_load || ID == Intrinsic::masked_gather;
  bool Stores = ID == Intrinsic::masked_store || ID == Intrinsic::masked_scatter;
  if ((!Loads && !Stores) || Arg != (Stores ? 1 : 0))
    return nullptr;
  return dyn_cast<ConstantInt>(Call.getArgOperand(Arg + 1)); // the mask is a vector
}

uint64_t esc_llvm_argument_alignment(LLVMValueRef V, unsigned Arg) {
  const CallBase &Call = asCall(V);
  if (const ConstantInt *Masked = maskedAlignment(Call, Arg))
    return Masked->getZExtValue();
  MaybeAlign Alignment = Call.getParamAlign(Arg);
  return Alignment ? Alignment->value() : 0;
}

uint64_t esc_llvm_max_frame_alignment(LLVMValueRef V) {
  auto &F = *cast<Function>(unwrap(V));
  if (!F.hasFnAttribute("no-realign-stack"))
    return Value::MaximumAlignment;
  MaybeAlign Natural = F.getDataLayout().getStackAlignment();
  return Natural ? Natural->value() : 16;
}

bool esc_llvm_gep_offset(LLVMValueRef V, int64_t *Offset) {
  auto *GEP = cast<GEPOperator>(unwrap(V));
  const DataLayout &DL = cast<Instruction>(unwrap(V))->getDataLayout();
  if (!GEP->getType()->isPointerTy())
    return false;
  APInt Sum(DL.getIndexTypeSizeInBits(GEP->getType()), 0);
  if (!GEP->accumulateConstantOffset(DL, Sum) || Sum.getSignificantBits() > 64)
    return false;
  *Offset = Sum.getSExtValue();
  return true;
}

uint64_t esc_llvm_store_size(LLVMValueRef Inst, LLVMTypeRef Ty) {
  TypeSize Size = cast<Instruction>(unwrap(Inst))->getDataLayout().getTypeStoreSize(unwrap(Ty));
  return Size.isScalable() ? UINT64_MAX : Size.getFixedValue();
}

static ConstantRange rangeOf(esc_llvm_run *Run, Value *Val, Instruction *Context) {
  Function &F = *Context->getFunction();
  auto &AC = Run->Functions.getResult<AssumptionAnalysis>(F);
  auto &DT = Run->Functions.getResult<DominatorTreeAnalysis>(F);
  SimplifyQuery Query(F.getDataLayout(), &DT, &AC, Context);
  ConstantRange Range = ConstantRange::fromKnownBits(escape::compat::knownBits(Val, Query), /*IsSigned=*/false);
  auto &LVI = Run->Functions.getResult<LazyValueAnalysis>(F);
  Range = Range.intersectWith(LVI.getConstantRange(Val, Context, /*UndefAllowed=*/false), ConstantRange::Unsigned);
  auto &SE = Run->Functions.getResult<ScalarEvolutionAnalysis>(F);
  return Range.intersectWith(SE.getUnsignedRange(SE.getSCEV(Val)), ConstantRange::Unsigned);
}

static bool isNumber(Value *Val) { return Val->getType()->isIntegerTy() && Val->getType()->getIntegerBitWidth() <= 64; }

bool esc_llvm_max_value(esc_llvm_run *Run, LLVMValueRef V, LLVMValueRef At, uint64_t *Max) {
  if (!isNumber(unwrap(V)))
    return false;
  ConstantRange Range = rangeOf(Run, unwrap(V), cast<Instruction>(unwrap(At)));
  if (Range.isEmptySet() || Range.getUnsignedMax().isMaxValue())
    return false;
  *Max = Range.getUnsignedMax().getZExtValue();
  return true;
}

uint64_t esc_llvm_min_value(esc_llvm_run *Run, LLVMValueRef V, LLVMValueRef At) {
  if (!isNumber(unwrap(V)))
    return 0;
  ConstantRange Range = rangeOf(Run, unwrap(V), cast<Instruction>(unwrap(At)));
  return Range.isEmptySet() ? 0 : Range.getUnsignedMin().getZExtValue();
}

bool esc_llvm_is_not_null(esc_llvm_run *Run, LLVMValueRef V, LLVMValueRef At) {
  auto *Context = cast<Instruction>(unwrap(At));
  Function &F = *Context->getFunction();
  auto &AC = Run->Functions.getResult<AssumptionAnalysis>(F);
  auto &DT = Run->Functions.getResult<DominatorTreeAnalysis>(F);
  return isKnownNonZero(unwrap(V), SimplifyQuery(F.getDataLayout(), &DT, &AC, Context));
}

uint64_t esc_llvm_string_size(LLVMValueRef Pointer) { return GetStringLength(unwrap(Pointer)); }

const char *esc_llvm_constant_string(LLVMValueRef Pointer, size_t *Length) {
  StringRef Text;
  if (!getConstantStringInfo(unwrap(Pointer), Text))
    return nullptr;
  *Length = Text.size();
  return Text.data();
}

uint64_t esc_llvm_heap_alignment(LLVMModuleRef M) {
  // C11 7.22.3: suitably aligned for every object with a fundamental alignment requirement. Twice the pointer is what
  // the C libraries give; never less than 16, where vector types are fundamental.
  uint64_t Pointer = unwrap(M)->getDataLayout().getPointerSize();
  return std::max<uint64_t>(2 * Pointer, 16);
}

bool esc_llvm_dominates(esc_llvm_run *Run, LLVMValueRef Def, LLVMValueRef Use) {
  auto *I = cast<Instruction>(unwrap(Use));
  auto &DT = Run->Functions.getResult<DominatorTreeAnalysis>(*I->getFunction());
  return DT.dominates(cast<Instruction>(unwrap(Def)), I);
}

bool esc_llvm_in_cycle(esc_llvm_run *Run, LLVMValueRef V) {
  auto *I = cast<Instruction>(unwrap(V));
  return Run->Functions.getResult<CycleAnalysis>(*I->getFunction()).getCycle(I->getParent()) != nullptr;
}

// __builtin_setjmp is an intrinsic without `returns_twice`.
static bool callsBuiltinSetjmp(Function &F) {
  for (const char *Name : {"llvm.eh.sjlj.setjmp", "llvm.eh.sjlj.setup.dispatch"})
    if (Function *Callee = F.getParent()->getFunction(Name))
      for (User *U : Callee->users())
        if (auto *I = dyn_cast<Instruction>(U); I && I->getFunction() == &F)
          return true;
  return false;
}

const char *esc_llvm_unsafe(LLVMValueRef V) {
  auto &F = *cast<Function>(unwrap(V));
  if (F.hasOptNone())
    return "is marked optnone";
  if (F.hasFnAttribute(Attribute::Naked))
    return "is naked";
  if (F.isPresplitCoroutine())
    return "is a coroutine";
  for (const char *Name : {"sanitize_address", "sanitize_hwaddress", "sanitize_memory", "sanitize_thread",
                           "sanitize_memtag", "sanitize_type", "sanitize_realtime", "sanitize_alloc_token"}) {
    Attribute::AttrKind Kind = Attribute::getAttrKindFromName(Name); // None where this LLVM does not have it
    if (Kind != Attribute::None && F.hasFnAttribute(Kind))
      return "is checked by a sanitizer";
  }
  if (F.hasFnAttribute("split-stack"))
    return "has a stack of a special kind";
  if (F.hasGC())
    return "is garbage collected";
  if (F.hasFnAttribute("interrupt") || F.hasFnAttribute("thunk") || F.getCallingConv() == CallingConv::X86_INTR)
    return "is an interrupt handler or a thunk";
  if (F.callsFunctionThatReturnsTwice() || callsBuiltinSetjmp(F))
    return "calls setjmp or its like";
  Triple Target(F.getParent()->getTargetTriple());
  if (Target.isAMDGPU() || Target.isNVPTX() || Target.isSPIRV())
    return "runs on a GPU";
  if (F.hasPersonalityFn() && isScopedEHPersonality(classifyEHPersonality(F.getPersonalityFn())))
    return "handles exceptions in funclets";
  return nullptr;
}

bool esc_llvm_is_norecurse(LLVMValueRef V) { return cast<Function>(unwrap(V))->doesNotRecurse(); }

bool esc_llvm_is_small(LLVMValueRef V) { return cast<Function>(unwrap(V))->hasOptSize(); }

bool esc_llvm_is_smallest(LLVMValueRef V) { return cast<Function>(unwrap(V))->hasMinSize(); }

uint64_t esc_llvm_frequency(esc_llvm_run *Run, LLVMValueRef V) {
  auto *I = cast<Instruction>(unwrap(V));
  auto &Frequencies = Run->Functions.getResult<BlockFrequencyAnalysis>(*I->getFunction());
  uint64_t Entry = std::max<uint64_t>(Frequencies.getEntryFreq().getFrequency(), 1);
  uint64_t Here = Frequencies.getBlockFreq(I->getParent()).getFrequency();
  return static_cast<uint64_t>(std::min(static_cast<double>(Here) / static_cast<double>(Entry) * 1024.0, 1e18));
}

bool esc_llvm_is_cold(esc_llvm_run *Run, LLVMValueRef V) {
  auto *I = cast<Instruction>(unwrap(V));
  BasicBlock &Block = *I->getParent();
  auto &Frequencies = Run->Functions.getResult<BlockFrequencyAnalysis>(*I->getFunction());
  auto &Profile = Run->Modules.getResult<ProfileSummaryAnalysis>(Run->Module);
  if (Profile.hasProfileSummary() && I->getFunction()->hasProfileData())
    return Profile.isColdBlock(&Block, &Frequencies);
  // Less than once in so many calls: what LLVM estimates for ways that end in unreachable code or that
  // __builtin_expect calls unlikely.
  const uint64_t Seldom = 1000;
  if (Frequencies.getBlockFreq(&Block).getFrequency() < Frequencies.getEntryFreq().getFrequency() / Seldom)
    return true;
  return any_of(Block, [](Instruction &Other) {
    auto *Call = dyn_cast<CallBase>(&Other);
    return Call && Call->hasFnAttr(Attribute::Cold);
  });
}

bool esc_llvm_realloc_of_zero_frees(LLVMModuleRef M) {
  Triple Target(unwrap(M)->getTargetTriple());
  return Target.isOSLinux() && Target.isGNUEnvironment();
}

uint64_t esc_llvm_frame_limit(LLVMValueRef V) {
  uint64_t Limit = UINT64_MAX;
  Attribute Attr = cast<Function>(unwrap(V))->getFnAttribute("warn-stack-size");
  if (Attr.isValid() && Attr.getValueAsString().getAsInteger(10, Limit))
    return 0;
  return Limit;
}

const char *esc_llvm_display_name(esc_llvm_run *Run, LLVMValueRef V) {
  std::string Name = demangle(unwrap(V)->getName().str());
  for (char &C : Name)
    if (static_cast<unsigned char>(C) < ' ' || static_cast<unsigned char>(C) > '~')
      C = '?';
  return Run->keep(std::move(Name));
}
