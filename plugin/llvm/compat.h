// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What differs between the LLVM versions that are supported: 19 to 22. Nothing outside this folder knows a version.
#ifndef ESCAPE_COMPAT_H
#define ESCAPE_COMPAT_H

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Passes/PassBuilder.h"

#if LLVM_VERSION_MAJOR >= 22
#include "llvm/Plugins/PassPlugin.h"
#else
#include "llvm/Passes/PassPlugin.h"
#endif

namespace escape::compat {

struct Captures {
  bool Other; // the pointer or its address may be kept other than in the result
  bool Result;
};

#if LLVM_VERSION_MAJOR >= 21
// An address that is kept can be compared with that of the next instance, which on the heap is another.
inline bool captures(llvm::CaptureComponents What) {
  return llvm::capturesAnyProvenance(What) || (llvm::capturesAddress(What) && !llvm::capturesAddressIsNullOnly(What));
}
inline Captures captures(llvm::CaptureInfo Info) {
  return {captures(Info.getOtherComponents()), captures(Info.getRetComponents())};
}
inline Captures captures(const llvm::CallBase &Call, unsigned Arg) { return captures(Call.getCaptureInfo(Arg)); }
inline Captures captures(const llvm::Argument &Arg) { return captures(Arg.getAttributes().getCaptureInfo()); }
inline bool returnsProvenance(const llvm::CallBase &Call, unsigned Arg) {
  return llvm::capturesAnyProvenance(Call.getCaptureInfo(Arg).getRetComponents());
}
#else
inline Captures captures(bool NoCapture) { return {!NoCapture, !NoCapture}; }
inline Captures captures(const llvm::CallBase &Call, unsigned Arg) { return captures(Call.doesNotCapture(Arg)); }
inline Captures captures(const llvm::Argument &Arg) { return captures(Arg.hasNoCaptureAttr()); }
inline bool returnsProvenance(const llvm::CallBase &Call, unsigned Arg) { return !Call.doesNotCapture(Arg); }
#endif

inline void markNotCaptured(llvm::CallBase &Call, unsigned Arg) {
#if LLVM_VERSION_MAJOR >= 21
  Call.removeParamAttr(Arg, llvm::Attribute::Captures);
  Call.addParamAttr(Arg, llvm::Attribute::getWithCaptureInfo(Call.getContext(), llvm::CaptureInfo::none()));
#else
  Call.addParamAttr(Arg, llvm::Attribute::NoCapture);
#endif
}

inline llvm::AttributeMask captureAttribute() {
  llvm::AttributeMask Mask;
#if LLVM_VERSION_MAJOR >= 21
  Mask.addAttribute(llvm::Attribute::Captures);
#else
  Mask.addAttribute(llvm::Attribute::NoCapture);
#endif
  return Mask;
}

inline void addLifetime(llvm::IRBuilder<> &Builder, llvm::AllocaInst *Slot, bool End) {
#if LLVM_VERSION_MAJOR >= 22
  if (End)
    Builder.CreateLifetimeEnd(Slot);
  else
    Builder.CreateLifetimeStart(Slot);
#else
  auto Size = Slot->getAllocationSize(Slot->getDataLayout());
  auto *Bytes = Builder.getInt64(Size->getFixedValue());
  if (End)
    Builder.CreateLifetimeEnd(Slot, Bytes);
  else
    Builder.CreateLifetimeStart(Slot, Bytes);
#endif
}

inline llvm::KnownBits knownBits(const llvm::Value *V, const llvm::SimplifyQuery &Query) {
#if LLVM_VERSION_MAJOR >= 21
  return llvm::computeKnownBits(V, Query);
#else
  return llvm::computeKnownBits(V, 0, Query);
#endif
}

inline llvm::DILocalVariable *variable(llvm::Value *V) {
  llvm::SmallVector<llvm::DbgVariableRecord *, 4> Records;
#if LLVM_VERSION_MAJOR >= 22
  llvm::findDbgUsers(V, Records);
#else
  llvm::SmallVector<llvm::DbgVariableIntrinsic *, 4> Intrinsics;
  llvm::findDbgUsers(Intrinsics, V, &Records);
  if (!Intrinsics.empty())
    return Intrinsics.front()->getVariable();
#endif
  return Records.empty() ? nullptr : Records.front()->getVariable();
}

} // namespace escape::compat

#endif
