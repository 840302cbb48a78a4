# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Building and running programs: the configurations, and what a run printed."""
import os
import re
import signal
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "test"))
from raised import RAISED  # noqa: E402

SANITIZED = ["-O0", "-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all",
             "-fsanitize-address-use-after-return=always"]
MEMORY = ["-O0", "-g1", "-fsanitize=memory"]
SANITIZER_OPTIONS = {"ASAN_OPTIONS": "detect_leaks=0:detect_stack_use_after_return=1:allocator_may_return_null=1"}
COMPILE_SECONDS = 120
RUN_SECONDS = 120
ADDRESS_SPACE = 8 << 30


def run(command, seconds=COMPILE_SECONDS, limited=True, **environment):
    """Status (None when it did not end), standard output and error. Sanitizers need more than a limited address space."""
    if limited:
        command = ["prlimit", f"--as={ADDRESS_SPACE}", "--core=0"] + command
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=dict(os.environ, **environment), start_new_session=True) as process:
        try:
            out, err = process.communicate(timeout=seconds)
            status = process.returncode
        except subprocess.TimeoutExpired:
            # The children of the program are in its session.
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            status = None
    return status, out.decode(errors="replace"), err.decode(errors="replace")


def by_function(text):
    """What each function printed, by its number; None has what came before the first."""
    lines, current = {}, None
    for line in text.splitlines():
        match = re.match(r"(\d+)\.", line)
        if match:
            current = int(match[1])
        lines.setdefault(current, []).append(line)
    return lines


class Configuration:
    """A compiler, a level, and options of the plugin."""

    def __init__(self, version, level, options=(), checked=False):
        self.version, self.level, self.options, self.checked = version, level, tuple(options), checked

    def __str__(self):
        options = self.options
        words = []
        for name, limits in (("raised", RAISED), ("small", SMALL)):
            if options[:len(limits)] == limits:
                words, options = [name], options[len(limits):]
        words += list(options)
        return " ".join([f"clang-{self.version} {self.level}"] + words + (["checked"] if self.checked else []))

    def file(self):
        return f"{ROOT}/build/llvm-{self.version}/escape{'-checked' if self.checked else ''}.cfg"

    def available(self):
        return os.path.exists(self.file())

    def flags(self, *more):
        options = self.options + more + (("verify",) if self.level != "-O0" else ())
        return [f"--config={self.file()}", self.level] + [f"-mllvm=-escape-{option}" for option in options]


# Slots so small that the sizes of these programs are on both sides.
SMALL = tuple(each for each in RAISED if "speculative" not in each) + ("speculative-size=24",)


def rotation():
    """Groups of configurations: a program meets one of each, and each of a group in turn."""
    groups = [
        [Configuration(22, "-O2", RAISED), Configuration(22, "-O1", RAISED + ("early",)),
         Configuration(22, "-O3", SMALL), Configuration(22, "-O2", SMALL + ("no-cleanup",))],
        [Configuration(19, "-O2", RAISED), Configuration(19, "-O3", RAISED), Configuration(19, "-O1", SMALL),
         Configuration(19, "-Os", RAISED)],
        [Configuration(22, "-O2"), Configuration(19, "-O2"), Configuration(22, "-O3"), Configuration(22, "-O0", RAISED),
         Configuration(22, "-O1"), Configuration(19, "-O1"), Configuration(19, "-O0", RAISED), Configuration(22, "-Os")],
        [Configuration(22, "-O2", RAISED, True), Configuration(19, "-O2", RAISED, True),
         Configuration(22, "-O1", SMALL, True), Configuration(22, "-O3", SMALL, True)],
    ]
    # Where there is no checked mode, options that leave other code behind take its place.
    if not any(each.available() for each in groups[3]):
        groups[3] = [Configuration(22, "-O2", RAISED + ("no-must-free",)), Configuration(22, "-O2", RAISED + ("no-lifetime",)),
                     Configuration(19, "-O2", RAISED + ("keep-uaf-traps",)), Configuration(22, "-O3", RAISED + ("early",))]
    usable = [[each for each in group if each.available()] for group in groups]
    return [group for group in usable if group]


def choose(groups, seed):
    # Different strides, so that seeds meet different combinations.
    return [group[seed // (position + 1) % len(group)] for position, group in enumerate(groups)]


class Builder:
    """Compiles one source at a time in a folder of its own."""

    def __init__(self, folder, cxx=False, flags=()):
        os.makedirs(folder, exist_ok=True)
        self.extension = "cpp" if cxx else "c"
        self.source = os.path.join(folder, f"program.{self.extension}")
        self.program = os.path.join(folder, "program")
        self.record = os.path.join(folder, "record.yaml")
        self.driver = (["--driver-mode=g++"] if cxx else []) + ["-w", "-Werror=return-type", "-fno-crash-diagnostics"] + list(flags)

    def write(self, text):
        with open(self.source, "w", encoding="utf-8") as file:
            file.write(text)

    def compile(self, version, flags, seconds=COMPILE_SECONDS):
        """Nothing, or what went wrong."""
        command = [f"clang-{version}"] + self.driver + flags + [self.source, "-o", self.program]
        status, _, text = run(command, seconds)
        if status is None:
            return f"no end within {seconds} s"
        return None if status == 0 else text or f"status {status}"

    def execute(self, *arguments, limited=True, seconds=RUN_SECONDS, **environment):
        return run([self.program, *arguments], seconds, limited, **environment)

    def with_plugin(self, configuration, *more, seconds=COMPILE_SECONDS):
        """Compiles, and leaves the remarks in the record."""
        flags = configuration.flags(*more) + ["-fsave-optimization-record", f"-foptimization-record-file={self.record}",
                                              "-foptimization-record-passes=escape"]
        if os.path.exists(self.record):
            os.unlink(self.record)
        return self.compile(configuration.version, flags, seconds)

    def remarks(self):
        """(kind, why, text) of each remark of the last compilation: why is the proof of a promotion, or the reason."""
        if not os.path.exists(self.record):
            return []
        with open(self.record, encoding="utf-8", errors="replace") as file:
            documents = re.split(r"^--- !", file.read(), flags=re.M)[1:]
        found = []
        for document in documents:
            kind = re.match(r"\w+", document)[0]
            name = re.search(r"^Name: +(\S+)", document, re.M)
            why = re.search(r"^  - (?:Proof|Reason): +'?([^'\n]*)", document, re.M)
            place = re.search(r"Line: (\d+)", document)
            function = re.search(r"^Function: +(\S+)", document, re.M)
            # Behind the sentence come arguments to filter by, after a semicolon each.
            sentence = document.split("  - String:          '; '\n  - Verdict")[0]
            strings = re.findall(r"^  - \w+: +(?:'((?:[^']|'')*)'|(.*?)) *$", sentence, re.M)
            text = "".join(quoted.replace("''", "'") or plain for quoted, plain in strings)
            where = f"{function[1] if function else '?'}, line {place[1] if place else '?'}: "
            found.append((kind, name[1] if name else "?", why[1] if why else "", where + text))
        return found
