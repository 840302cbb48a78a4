# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs opt on a candidate, tells what went wrong, and cuts it down with llvm-reduce.

First plain opt reads and verifies it and runs ordinary passes, without the plugin. What fails there is no candidate.
Then the plugin prints its facts, reports, promotes, and LLVM verifies the result.
"""
import os
import re
import shlex
import subprocess
import time

PASSES = {
    "function": ["sroa", "mem2reg", "instcombine", "simplifycfg", "early-cse", "gvn", "newgvn", "dse", "adce", "dce",
                 "bdce", "reassociate", "sccp", "jump-threading", "correlated-propagation", "tailcallelim", "memcpyopt",
                 "sink", "reg2mem", "lower-switch", "break-crit-edges", "mergereturn", "loop-simplify", "lcssa",
                 "loop-unroll",
                 "loop-vectorize", "slp-vectorizer", "aggressive-instcombine", "flatten-cfg", "constraint-elimination",
                 "gvn-hoist", "gvn-sink", "loop-load-elim", "lower-invoke", "scalarizer", "vector-combine",
                 "instsimplify", "structurizecfg", "fix-irreducible", "speculative-execution", "mldst-motion",
                 "infer-address-spaces"],
    "loop": ["indvars", "licm", "loop-rotate", "loop-deletion", "loop-idiom", "simple-loop-unswitch", "loop-reduce",
             "loop-instsimplify"],
    "cgscc": ["inline", "argpromotion", "function-attrs"],
    "module": ["globalopt", "ipsccp", "deadargelim", "inferattrs", "rpo-function-attrs", "called-value-propagation",
               "mergefunc", "attributor", "hotcoldsplit", "partial-inliner", "globaldce", "always-inline",
               "iroutliner"],
}
# Sanitizers and LLVM print these; of a report the first line that matters is its signature.
SIGNATURES = [r"runtime error: .*", r"ERROR: AddressSanitizer: [-\w]+", r"Assertion .* failed", r"LLVM ERROR: .*",
              r"escape: .*", r"(?m)^\S+: .*error: .*"]
# What the plugin runs on changed functions: see esc_llvm_finish.
CLEANUP = ("function(sroa<modify-cfg>,early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg,sroa<modify-cfg>,"
           "gvn,instcombine<no-verify-fixpoint>,dse,simplifycfg,tailcallelim),verify")


def pipeline(rng):
    """Some ordinary passes in a random order; often none at all, so that odd IR arrives as it is."""
    parts = []
    for _ in range(rng.choice([0, 0, 0, 1, 2, 4, 8])):
        kind = rng.choices(list(PASSES), [6, 1, 1, 2])[0]
        name = rng.choice(PASSES[kind])
        parts.append({"function": f"function({name})", "cgscc": f"cgscc({name})", "module": name,
                      "loop": f"function(loop-mssa({name}))" if name in ("licm", "simple-loop-unswitch")
                      else f"function(loop({name}))"}[kind])
    if rng.random() < 0.04:
        parts.append(rng.choice(["default<O1>", "default<O2>", "lto-pre-link<O2>"]))
    return ",".join(parts)


class Options:
    """Random parameters of the pass, by the table that defines them."""

    def __init__(self, root):
        with open(os.path.join(root, "include", "escape", "options.def"), encoding="utf-8") as file:
            table = re.findall(r'ESC_OPTION\(\w+, "([-\w]+)", (\w+), ', file.read())
        others = ("verify", "early", "no-early", "dry-run")
        self.flags = [name for name, kind in table if kind == "FLAG" and name not in others]
        self.numbers = [name for name, kind in table if kind == "NUMBER"]

    def some(self, rng):
        parts = ["verify"]
        if rng.random() < 0.5:
            parts += ["max-size=100000", "frame-budget=1000000", "recursion-budget=1000000"]
        parts += [name for name in self.flags if rng.random() < 0.15]
        if rng.random() < 0.3:
            parts.append(f"{rng.choice(self.numbers)}={rng.choice([0, 1, 2, 3, 8, 64, 1000, 2**32, 2**64 - 1])}")
        return ";".join(parts)


class Outcome:
    def __init__(self, status, text, seconds):
        self.status, self.text, self.seconds = status, text, seconds

    def problem(self):
        """What kind of failure it is, as one line that does not change from run to run; None for none."""
        if self.status == "timeout":
            return "timeout"
        for pattern in SIGNATURES:
            match = re.search(pattern, self.text)
            if match and (self.status or "runtime error" in pattern or "Sanitizer" in pattern):
                line = re.sub(r"0x[0-9a-f]+|\d{4,}", "N", match[0]) + self.frame()
                return re.sub(r"(?<!\w)/\S*/", "", line)
        return f"status {self.status}{self.frame()}" if self.status else None

    def frame(self):
        """The first place of the plugin in a stack."""
        match = re.search(r"#\d+ 0x\w+ in (esc_\w+|\w+) \S*?((?:plugin|include)/\S+?:\d+)", self.text)
        return f" in {match[1]} {match[2]}" if match else ""


def run(command, seconds, environment=None):
    start = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False,
                              env=dict(os.environ, **(environment or {})))
    except subprocess.TimeoutExpired:
        return Outcome("timeout", "", time.monotonic() - start)
    text = done.stderr.decode(errors="replace")
    return Outcome(done.returncode, text, time.monotonic() - start)


class Runner:
    def __init__(self, root, version, work):
        self.opt, self.reduce = f"opt-{version}", f"llvm-reduce-{version}"
        self.version, self.work = version, work
        build = os.path.join(root, "build")
        self.plugin = os.path.join(build, f"llvm-{version}", "escape.so")
        self.sanitized = os.path.join(build, "asan" if version == 22 else f"asan-{version}", "escape.so")
        if not os.path.exists(self.sanitized):
            self.sanitized = self.plugin
        question = [f"clang-{version}", "-print-file-name=libclang_rt.asan-x86_64.so"]
        runtime = subprocess.run(question, capture_output=True, text=True, check=True).stdout.strip()
        self.environment = {"ASAN_OPTIONS": "detect_leaks=0:detect_container_overflow=0:symbolize=1",
                            "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}
        if self.sanitized != self.plugin:
            self.environment["LD_PRELOAD"] = runtime

    def prepare(self, source, target, passes):
        """Plain opt: the outcome, whose problem means that this is not for the plugin."""
        return run([self.opt, "-S", f"-passes={passes}", source, "-o", target], 10)

    def command(self, plugin, source, options, stem):
        # The record is text of every remark, so that reporting is run too.
        passes = f"print<escape>,dot-escape,escape<dry-run;{options}>,escape<{options}>,verify"
        return [self.opt, f"-load-pass-plugin={plugin}", "-S", f"-passes={passes}", source, "-o", f"{stem}.out.ll",
                f"-pass-remarks-output={stem}.yaml", "-pass-remarks-filter=escape", "-pass-remarks-missed=escape",
                "-pass-remarks=escape", "-pass-remarks-analysis=escape"]

    def check(self, source, options, seconds=10):
        """With the sanitized plugin."""
        stem = os.path.join(self.work, "first")
        return run(self.command(self.sanitized, source, options, stem), seconds, self.environment)

    def same_again(self, source, options):
        """Two runs at other addresses: the same remarks and the same IR?"""
        results = []
        for stem, extra in (("second", {}), ("third", {"MALLOC_PERTURB_": "170", "MALLOC_MMAP_THRESHOLD_": "4096"})):
            path = os.path.join(self.work, stem)
            outcome = run(self.command(self.plugin, source, options, path), 20, extra)
            if outcome.problem():
                return outcome.problem()
            results.append([read(path + ".out.ll"), read(path + ".yaml"), outcome.text])
        first = [read(os.path.join(self.work, "first" + end)) for end in (".out.ll", ".yaml")]
        if results[0] != results[1] or first != results[0][:2]:
            return "nondeterminism"
        return None

    def is_plain_llvm(self, source, options):
        """Whether it is the clean-up, hence LLVM alone, that fails on what the plugin made, or on what it was given."""
        after = os.path.join(self.work, "after.ll")
        passes = f"escape<{options};no-cleanup>,verify"
        made = run([self.opt, f"-load-pass-plugin={self.plugin}", "-S", f"-passes={passes}", source, "-o", after], 20)
        if made.status:
            return False
        return any(run([self.opt, "-disable-output", f"-passes={CLEANUP}", each], 20).status
                   for each in (source, after))

    def script(self, options, problem):
        """What llvm-reduce asks whether a smaller file still fails in the same way."""
        path = os.path.join(self.work, "interesting")
        environment = [f"{key}={value}" for key, value in self.environment.items()]
        command = self.command(self.sanitized, "SOURCE", options, os.path.join(self.work, "reduced"))
        line = shlex.join(["timeout", "10", "env"] + environment + command).replace("SOURCE", '"$1"')
        if problem == "timeout":
            body = f"{self.opt} -disable-output -passes=verify \"$1\" || exit 1\n{line} >/dev/null 2>&1\n[ $? -eq 124 ]"
        else:
            text = re.sub(r" in \w+ plugin/.*", "", problem)
            words = [word for word in re.split(r"\bN\b", text) if len(word) > 3] or [text]
            pattern = max(words, key=len)
            if text.startswith("status"):
                body = f"{line} >/dev/null 2>&1\n[ $? -gt 100 ]"
            else:
                body = f"{line} 2>&1 >/dev/null | grep -qF {shlex.quote(pattern)}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/bash\n{body}\n")
        os.chmod(path, 0o755)
        return path

    def cut_down(self, source, target, options, problem, seconds=120):
        script = self.script(options, problem)
        run([self.reduce, f"--test={script}", source, "-o", target], seconds)


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
