# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What every real input needs: sources from outside the tree, compilers, limited runs, remark records, heap counts."""

import collections
import hashlib
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "test" / "real"
sys.path.insert(0, str(ROOT / "test"))
from raised import RAISED  # noqa: E402

BUILD = ROOT / "build"
CACHE = BUILD / "real-cache"

COMPILE_SECONDS = 400
RUN_SECONDS = 60
GIB = 1 << 30


class Unavailable(Exception):
    """A source that could not be had. Its text tells what to do."""


# ---- Sources ----


def from_npm(package, version, sha256):
    """The unpacked npm package, downloaded once. The sum pins what the version alone does not."""
    target = CACHE / f"{package}-{version}"
    if target.exists():
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        try:
            command = ["npm", "pack", "--silent", f"{package}@{version}"]
            subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True, timeout=300)
        except (OSError, subprocess.SubprocessError) as error:
            detail = (getattr(error, "stderr", "") or str(error)).strip()
            raise Unavailable(f"`npm pack {package}@{version}` failed: {detail}") from error
        archive = next(Path(scratch).glob("*.tgz"))
        if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
            raise Unavailable(f"{package}@{version} is not the archive that this test was written for")
        with tarfile.open(archive) as tar:
            tar.extractall(scratch)
        (Path(scratch) / "package").rename(target)
    return target


# ---- Running with limits ----


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit status (negative for a signal), or None when its time was up."""

    status: object
    out: bytes
    err: bytes

    @property
    def how(self):
        if self.status is None:
            return "timeout"
        if self.status < 0:
            return f"signal {signal.Signals(-self.status).name}"
        return f"exit {self.status}"

    @property
    def last_words(self):
        lines = self.err.decode(errors="replace").strip().splitlines()
        return "\n".join(lines[-12:])


def run_limited(command, seconds, memory, cwd=None, env=None):
    """Runs a command that can neither hang, nor eat the machine, nor leave children or core files behind."""
    # The stack limit is fixed, so that a promotion that is too large fails everywhere or nowhere.
    limits = ["prlimit", f"--as={memory}", f"--cpu={seconds}", f"--stack={8 << 20}", "--core=0", "--"]
    process = subprocess.Popen(
        limits + [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=seconds)
        return Outcome(process.returncode, out, err)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        return Outcome(None, out, err)


# ---- Compilers ----


@dataclass(frozen=True)
class Compiler:
    """clang of one version, at one level, with or without the plugin."""

    llvm: str
    level: str
    plugin: bool
    checked: bool = False  # promoted objects are watched at run time; then limits need not be low either

    @property
    def kind(self):
        return ("checked" if self.checked else "escape") if self.plugin else "plain"

    @property
    def title(self):
        return f"clang-{self.llvm} -{self.level} {self.kind}"

    @property
    def config(self):
        return BUILD / f"llvm-{self.llvm}" / ("escape-checked.cfg" if self.checked else "escape.cfg")

    def plain(self, level=None):
        return Compiler(self.llvm, level or self.level, False)

    def workdir(self, name):
        path = BUILD / "real" / f"{self.llvm}-{self.level}-{self.kind}" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def command(self, *arguments):
        """The verifier runs after every change that the plugin makes: broken IR must not get as far as wrong code."""
        plugin = [f"--config={self.config}", "-mllvm", "-escape-verify"] if self.plugin else []
        if self.checked:
            plugin += [f"-mllvm=-escape-{option}" for option in RAISED]
        return [f"clang-{self.llvm}", *plugin, f"-{self.level}", "-w", *map(str, arguments)]

    def compile(self, source, target, flags=(), record=None):
        records = []
        if record:
            records = ["-fsave-optimization-record", f"-foptimization-record-file={record}"]
            records.append("-foptimization-record-passes=escape")
        command = self.command("-c", source, "-o", target, *flags, *records)
        return command, run_limited(command, COMPILE_SECONDS, 4 * GIB)

    def link(self, objects, target, libraries=()):
        # The plugin has nothing to do at a link without LTO, and its options would only be unused.
        runtime = [f"--config={self.config}"] if self.checked else []
        return run_limited([f"clang-{self.llvm}", *runtime, *objects, "-o", target, *libraries], COMPILE_SECONDS, 4 * GIB)


# ---- Results ----


@dataclass
class Result:
    """What one input did under one compiler. `problems` has one text for each failure of ours; `bad_anyway` counts
    what fails without the plugin too."""

    name: str
    compiler: Compiler
    passed: int = 0
    problems: list = field(default_factory=list)
    bad_anyway: int = 0
    note: str = ""
    seconds: float = 0.0

    def fail(self, text):
        self.problems.append(text)

    @property
    def failed(self):
        return len(self.problems)


@dataclass
class Stats:
    """Verdicts by reason, and heap calls at run time without and with the plugin."""

    verdicts: collections.Counter
    plain_calls: int
    escape_calls: int


REMARK = re.compile(r"^--- !(Passed|Missed)\nPass: +escape\nName: +(\S+)", re.MULTILINE)


def read_verdicts(record):
    """Counts the verdicts of a YAML record by remark name; promotions are all one name. No file: no verdict."""
    text = Path(record).read_text(errors="replace") if Path(record).exists() else ""
    return collections.Counter(name for _, name in REMARK.findall(text))


def heap_counter(llvm):
    """The library that counts heap calls, built once per session."""
    library = CACHE / "count_heap.so"
    source = HERE / "count_heap.c"
    if not library.exists() or library.stat().st_mtime < source.stat().st_mtime:
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run([f"clang-{llvm}", "-O2", "-w", "-shared", "-fPIC", source, "-o", library], check=True)
    return library


def count_heap_calls(compiler, command, workdir):
    """Allocations made by a command and all of its children."""
    report = workdir / "heap-calls.txt"
    report.unlink(missing_ok=True)
    env = {"LD_PRELOAD": str(heap_counter(compiler.llvm)), "ESCAPE_COUNT_HEAP": str(report)}
    run_limited(command, RUN_SECONDS, 2 * GIB, cwd=workdir, env=env)
    lines = report.read_text().split("\n") if report.exists() else []
    return sum(int(line.split()[0]) for line in lines if line)


# ---- Programs ----


class Program:
    """A program of several C files that is run once and must print what the plain build prints.

    A sub-class gives `name`, `sources()` as (file, flags) pairs, `arguments(workdir)`, and, if it wants, `libraries`.
    """

    name = ""
    libraries = ()
    shards = 1

    def __init__(self):
        self.expected = {}

    def prepare(self):
        """Fetches what is needed. Called once, before any of the others."""

    def sources(self):
        raise NotImplementedError

    def arguments(self, workdir):
        return []

    def judge(self, outcome):
        """A text that says what is wrong with the output on its own, or None."""
        return None

    def baseline(self, compiler):
        """Builds without the plugin and keeps what that prints."""
        result = Result(self.name, compiler)
        outcome = self.build_and_run(compiler, result)
        if outcome and outcome.status == 0:
            self.expected[compiler.llvm] = outcome.out
        elif outcome:
            result.fail(f"the plain build does not run: {outcome.how}\n{outcome.last_words}")
        return result

    def check(self, compiler, shard=0):
        start = time.monotonic()
        result = Result(self.name, compiler)
        outcome = self.build_and_run(compiler, result)
        if outcome:
            self.compare(outcome, compiler, result)
        result.seconds = time.monotonic() - start
        return result

    def compare(self, outcome, compiler, result):
        wrong = self.judge(outcome)
        if outcome.status != 0:
            result.fail(f"{outcome.how}\n{outcome.last_words}")
        elif wrong:
            result.fail(wrong)
        elif outcome.out != self.expected.get(compiler.llvm):
            result.fail(self.first_difference(outcome.out, compiler))
        else:
            result.passed += 1
            result.note = f"{len(outcome.out)} bytes of output as expected"

    def first_difference(self, out, compiler):
        expected = self.expected.get(compiler.llvm, b"").split(b"\n")
        got = out.split(b"\n")
        for number, (want, have) in enumerate(zip(expected, got), 1):
            if want != have:
                return f"output differs in line {number}:\n  plain : {want[:200]!r}\n  escape: {have[:200]!r}"
        return f"output has {len(got)} lines instead of {len(expected)}"

    def executable(self, compiler):
        return compiler.workdir(self.name) / self.name

    def build(self, compiler, result, records=False):
        """Compiles and links; True when that worked. Counts one pass for all of it."""
        workdir = compiler.workdir(self.name)
        objects = []
        for source, flags in self.sources():
            target = workdir / (Path(source).stem + ".o")
            record = target.with_suffix(".opt.yaml") if records else None
            command, outcome = compiler.compile(source, target, flags, record)
            if outcome.status != 0:
                result.fail(f"{outcome.how} of: {' '.join(map(str, command))}\n{outcome.last_words}")
                return False
            objects.append(target)
        outcome = compiler.link(objects, self.executable(compiler), self.libraries)
        if outcome.status != 0:
            result.fail(f"link: {outcome.how}\n{outcome.last_words}")
            return False
        result.passed += 1
        return True

    def command(self, compiler):
        return [self.executable(compiler), *self.arguments(compiler.workdir(self.name))]

    def build_and_run(self, compiler, result):
        if not self.build(compiler, result):
            return None
        return run_limited(self.command(compiler), RUN_SECONDS, 2 * GIB, cwd=compiler.workdir(self.name))

    def stats(self, compiler):
        calls = {}
        for one in (compiler.plain(), compiler):
            result = Result(self.name, one)
            if not self.build(one, result, records=one.plugin):
                raise Unavailable(result.problems[0])
            calls[one.plugin] = count_heap_calls(one, self.command(one), one.workdir(self.name))
        verdicts = collections.Counter()
        for record in compiler.workdir(self.name).glob("*.opt.yaml"):
            verdicts += read_verdicts(record)
        return Stats(verdicts, calls[False], calls[True])
