// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// One run of the pass: what the bridge functions share.
#ifndef ESCAPE_RUN_H
#define ESCAPE_RUN_H

#include "bridge.h"

#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>

struct esc_llvm_run {
  llvm::Module &Module;
  llvm::ModuleAnalysisManager &Modules;
  llvm::FunctionAnalysisManager &Functions;
  const char *Phase;
  bool Early;
  llvm::raw_ostream *Out; // print<escape>
  std::vector<std::unique_ptr<std::string>> Texts;
  const esc_models *Models = nullptr;

  const char *keep(std::string Text) {
    Texts.push_back(std::make_unique<std::string>(std::move(Text)));
    return Texts.back()->c_str();
  }
};

#endif
