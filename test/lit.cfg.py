# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Substitutions: %opt runs opt with the plugin loaded, %clang and %clangxx a plain clang, %cfg its escape.cfg, %checked its
# escape-checked.cfg, %exec the differential runner of test/exec, %plugin the library, %build the build tree, %otheropt the
# opt of another LLVM, where there is one (feature other-llvm).
import os
import subprocess

import lit.formats

config.name = "escape"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".ll", ".c", ".cpp", ".test"]
config.excludes = ["unit", "real", "demo", "Inputs", "CMakeLists.txt", "count_heap.c", "fuzz"]
config.test_source_root = os.path.join(config.escape_source, "test")
config.test_exec_root = os.path.join(config.escape_binary, "test")
config.available_features.add("llvm-" + config.llvm_major)


def tool(name):
    return os.path.join(config.llvm_tools, name)


plugin = os.path.join(config.escape_binary, "escape.so")
cfg = os.path.join(config.escape_binary, "escape.cfg")
clang = tool("clang")
# An instrumented plugin needs the sanitizer's runtime in the program that loads it.
preload = ""
if config.sanitize:
    config.available_features.add("asan")
    runtime = subprocess.run([clang, "-print-file-name=libclang_rt.asan-x86_64.so"], capture_output=True, text=True)
    path = runtime.stdout.strip()
    if not os.path.isabs(path):
        path = subprocess.run([clang, "-print-file-name=libclang_rt.asan.so"], capture_output=True,
                              text=True).stdout.strip()
    preload = f"env LD_PRELOAD={path} ASAN_OPTIONS=detect_leaks=0:detect_container_overflow=0 "
    config.environment["ESCAPE_PRELOAD"] = path

if os.path.exists(tool("ld.lld")):
    config.available_features.add("lld")

# Another LLVM than the plugin's, in the place where Debian would have it.
other_major = {"19": "22", "22": "19"}.get(config.llvm_major, "22")
other_opt = os.path.join(config.llvm_tools.replace("llvm-" + config.llvm_major, "llvm-" + other_major), "opt")
if other_opt != tool("opt") and os.path.exists(other_opt):
    config.available_features.add("other-llvm")

compare = os.path.join(config.test_source_root, "exec", "compare")
config.substitutions += [
    ("%exec", f"{compare} --clang {clang} --cfg {cfg} --tmp %t.dir"),
    ("%opt", f"{preload}{tool('opt')} -load-pass-plugin={plugin}"),
    ("%otheropt", other_opt),
    ("%rawopt", f"{preload}{tool('opt')}"),
    ("%clangxx", f"{preload}{clang} --driver-mode=g++"),
    ("%clang", f"{preload}{clang}"),
    ("%lld", f"{tool('ld.lld')}"),
    ("%llvm", config.llvm_tools),
    ("%cfg", cfg),
    ("%checked", os.path.join(config.escape_binary, "escape-checked.cfg")),
    ("%plugin", plugin),
    ("%FileCheck", tool("FileCheck")),
    ("%not", tool("not")),
    ("%root", config.escape_source),
    ("%build", config.escape_binary),
]
config.environment["PATH"] = config.llvm_tools + os.pathsep + os.environ["PATH"]
