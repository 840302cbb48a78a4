// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The plugin's entry: options, passes and their places in the pipelines.
//
//   module(escape<...>)   the pass          print<escape>   facts and verdicts as text      dot-escape   the graph
//
// In clang's pipelines it runs at OptimizerEarly, after the simplification of functions, and at the very end of full
// LTO; in ThinLTO backends that import functions also before the simplification, since what is imported is dropped
// before OptimizerEarly. All extension points are also called at -O0, where nothing is done.

#include "compat.h"
#include "run.h"

#include "llvm-c/Core.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Support/CommandLine.h"

using namespace llvm;

namespace escape {

static bool isRightLLVM() {
  unsigned Major = 0;
  LLVMGetVersion(&Major, nullptr, nullptr);
  return Major == LLVM_VERSION_MAJOR;
}

// The command line options. LLVM must know them when the library is loaded, before it checks the plugin's version, and
// registering them with another LLVM crashes: so they are made by hand, and only there where they belong.
struct CommandLine {
  template <typename T> struct Of;
  using FLAG = cl::opt<bool>;
  using NUMBER = cl::opt<uint64_t>;
  using TEXT = cl::opt<std::string>;
#define ESC_OPTION(field, name, kind, standard, meaning) std::unique_ptr<kind> field;
#include "escape/options.def"
#undef ESC_OPTION

  CommandLine() {
#define ESC_OPTION(field, name, kind, standard, meaning)                                                               \
  field = std::make_unique<kind>("escape-" name, cl::desc(meaning), cl::init(standard));
#include "escape/options.def"
#undef ESC_OPTION
  }

  esc_options values() const {
    esc_options Options = esc_options_default();
#define ESC_OPTION(field, name, kind, standard, meaning) Options.field = value(*field);
#include "escape/options.def"
#undef ESC_OPTION
    return Options;
  }

private:
  static bool value(const FLAG &Option) { return Option; }
  static uint64_t value(const NUMBER &Option) { return Option; }
  static const char *value(const TEXT &Option) { return Option.getValue().c_str(); }
};

static const std::unique_ptr<const CommandLine> Line = isRightLLVM() ? std::make_unique<CommandLine>() : nullptr;

struct PassOptions {
  std::string Parameters; // as in escape<...>
  const char *Phase = "compile";
  bool Early = false;
  bool IfImported = false; // run only where there are bodies that a later run will not see
  esc_llvm_mode Mode = ESC_LLVM_PROMOTE;
};

// Bodies that help to optimize their callers, and are emitted elsewhere.
static bool holdsImported(const Module &M) {
  return any_of(M, [](const Function &F) { return F.hasAvailableExternallyLinkage(); });
}

template <typename Derived> class PassBase : public PassInfoMixin<Derived> {
public:
  explicit PassBase(PassOptions Options) : Options(std::move(Options)) {}

  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM) {
    if (Options.IfImported && !holdsImported(M))
      return PreservedAnalyses::all();
    auto &FAM = MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
    std::unique_ptr<esc_arena, void (*)(esc_arena *)> Arena(esc_arena_new(nullptr), esc_arena_free);
    esc_options Values = Line->values();
    esc_error Error;
    if (!esc_options_read(&Values, Arena.get(), Options.Parameters.data(), Options.Parameters.size(), &Error)) {
      M.getContext().emitError(Twine("escape: ") + Error.text);
      return PreservedAnalyses::all();
    }
    const char *Phase = *Values.phase ? Values.phase : Options.Phase;
    esc_llvm_run Run{M, MAM, FAM, Phase, Options.Early, Options.Mode == ESC_LLVM_PROMOTE ? nullptr : &outs(), {}};
    bool Changed = esc_ir_run(&Run, wrap(&M), &Values, Options.Mode);
    return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
  }

  static bool isRequired() { return false; }

private:
  PassOptions Options;
};

class EscapePass : public PassBase<EscapePass> {
public:
  using PassBase::PassBase;
};

class EscapePrinterPass : public PassBase<EscapePrinterPass> {
public:
  using PassBase::PassBase;
  static bool isRequired() { return true; }
};

// `escape` alone or `escape<...>` with parameters that are checked at once, so that opt stops before it works.
static bool parse(StringRef Name, ModulePassManager &Passes, ArrayRef<PassBuilder::PipelineElement>) {
  PassOptions Options;
  if (Name == "print<escape>" || Name == "dot-escape") {
    Options.Mode = Name == "dot-escape" ? ESC_LLVM_DOT : ESC_LLVM_PRINT;
    Passes.addPass(EscapePrinterPass(Options));
    return true;
  }
  if (!Name.consume_front("escape"))
    return false;
  if (!Name.empty()) {
    if (!Name.consume_front("<") || !Name.consume_back(">"))
      return false;
    std::unique_ptr<esc_arena, void (*)(esc_arena *)> Arena(esc_arena_new(nullptr), esc_arena_free);
    esc_options Ignored = esc_options_default();
    esc_error Error;
    if (!esc_options_read(&Ignored, Arena.get(), Name.data(), Name.size(), &Error)) {
      errs() << "escape: " << Error.text << '\n';
      return false;
    }
    Options.Parameters = Name.str();
  }
  Passes.addPass(EscapePass(Options));
  return true;
}

// Which phase a pipeline is built for. From LLVM 20 on the callbacks are told. LLVM 19 does not tell, but there too a
// ThinLTO backend is the only one whose simplification has had no PipelineStart before it; an ordinary compile and one
// before a link cannot be told apart. One for each PassBuilder: backends run in threads.
class PhaseFinder {
  using Phase = ThinOrFullLTOPhase;
  bool Started = false;
  Phase Last = Phase::None;

public:
  void start() { Started = true; }
  Phase simplify(Phase Told) { return Told; }
  Phase simplify() { return Last = std::exchange(Started, false) ? Phase::None : Phase::ThinLTOPostLink; }
  Phase optimize(Phase Told) { return Told; }
  Phase optimize() { return Last; }
};

static const char *phaseName(ThinOrFullLTOPhase Phase) {
  switch (Phase) {
  case ThinOrFullLTOPhase::None:
    return "compile";
  case ThinOrFullLTOPhase::ThinLTOPreLink:
  case ThinOrFullLTOPhase::FullLTOPreLink:
    return "pre-link";
  default:
    return "link";
  }
}

static void add(ModulePassManager &Passes, OptimizationLevel Level, ThinOrFullLTOPhase Phase) {
  if (Level == OptimizationLevel::O0)
    return;
  PassOptions Options;
  Options.Phase = phaseName(Phase);
  Passes.addPass(EscapePass(Options));
}

static void addEarly(ModulePassManager &Passes, OptimizationLevel Level, ThinOrFullLTOPhase Phase) {
  bool Always = *Line->early, Backend = Phase == ThinOrFullLTOPhase::ThinLTOPostLink;
  if (Level == OptimizationLevel::O0 || *Line->no_early || !(Always || Backend))
    return;
  PassOptions Options;
  Options.Phase = phaseName(Phase);
  Options.Early = true;
  Options.IfImported = !Always;
  Passes.addPass(EscapePass(Options));
}

static void registerCallbacks(PassBuilder &Builder) {
  if (PassInstrumentationCallbacks *Callbacks = Builder.getPassInstrumentationCallbacks()) {
    Callbacks->addClassToPassName(EscapePass::name(), "escape");
    Callbacks->addClassToPassName(EscapePrinterPass::name(), "print<escape>");
  }
  Builder.registerPipelineParsingCallback(parse);
  auto Phases = std::make_shared<PhaseFinder>();
  Builder.registerPipelineStartEPCallback([Phases](ModulePassManager &, OptimizationLevel) { Phases->start(); });
  // Generic, since there is one argument more from LLVM 20 on.
  Builder.registerPipelineEarlySimplificationEPCallback(
      [Phases](ModulePassManager &Passes, OptimizationLevel Level, auto... Told) {
        addEarly(Passes, Level, Phases->simplify(Told...));
      });
  Builder.registerOptimizerEarlyEPCallback([Phases](ModulePassManager &Passes, OptimizationLevel Level, auto... Told) {
    add(Passes, Level, Phases->optimize(Told...));
  });
  Builder.registerFullLinkTimeOptimizationLastEPCallback([](ModulePassManager &Passes, OptimizationLevel Level) {
    add(Passes, Level, ThinOrFullLTOPhase::FullLTOPostLink);
  });
}

} // namespace escape

extern "C" __attribute__((visibility("default"))) PassPluginLibraryInfo llvmGetPassPluginInfo() {
  if (!escape::isRightLLVM()) {
    unsigned Major = 0, Minor = 0, Patch = 0;
    LLVMGetVersion(&Major, &Minor, &Patch);
    fprintf(stderr, "escape: this plugin was built for LLVM %d and cannot be loaded into LLVM %u.%u.%u\n",
            LLVM_VERSION_MAJOR, Major, Minor, Patch);
    return {0, "escape", LLVM_VERSION_STRING, nullptr};
  }
  return {LLVM_PLUGIN_API_VERSION, "escape", LLVM_VERSION_STRING, escape::registerCallbacks};
}
