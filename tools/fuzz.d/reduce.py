# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Cuts a program that the plugin breaks down to what is needed for it.

  reduce.py SOURCE VERSION LEVEL [checked] [OPTION...] [-- COMPILER OPTION...]
                                                      reduces a file in place
  reduce.py --test SOURCE VERSION LEVEL ...           status 0 if the file shows the fault (for cvise)

A program stays interesting while it is well defined, prints the same at -O0 and at the level without the plugin, and
something else with it.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import check  # noqa: E402

CAREFUL = ["-Werror=implicit", "-Werror=int-conversion", "-Werror=uninitialized", "-Werror=incompatible-pointer-types"]

HEADERS = {"functional": r"std::function", "memory": r"_ptr<|make_unique", "string": r"std::(string|to_string)",
           "vector": r"std::vector", "utility": r"std::move", "new": r"nothrow|new \(", "pthread.h": r"pthread_",
           "stdarg.h": r"va_list", "signal.h": r"SIG|raise"}


class Case:
    """A fault: the text that shows it, the configuration, and the folder to try variants in."""

    def __init__(self, text, configuration, folder, cxx=False, flags=(), seconds=300):
        self.text, self.configuration, self.cxx, self.flags = text, configuration, cxx, list(flags)
        self.builder = check.Builder(folder, cxx, flags)
        self.seconds, self.compiler_fault, self.tried = seconds, False, set()
        self.start()

    def start(self):
        """Most of the time is for our own reducer; the other one begins with what that leaves."""
        self.end = time.time() + 0.6 * self.seconds

    def out_of_time(self):
        return time.time() > self.end

    def plain(self, version, flags, limited=True, **environment):
        if self.builder.compile(version, flags, 30):
            return None
        status, out, _ = self.builder.execute(limited=limited, seconds=6, **environment)
        # The driver runs each function in a child, whose end it prints.
        return out if status == 0 and ".x status" not in out else None

    def with_plugin(self, *more):
        """What the program prints with the plugin, or what the compiler says."""
        failure = self.builder.with_plugin(self.configuration, *more, seconds=30)
        if failure:
            return "compiler", failure
        return self.builder.execute(seconds=6, MALLOC_PERTURB_="85")[:2]

    def differs(self, wanted, *more):
        got = self.with_plugin(*more)
        if self.compiler_fault or got[0] == "compiler":
            return self.compiler_fault == (got[0] == "compiler")
        return got != (0, wanted)

    def well_defined(self):
        """What it prints, if every build without the plugin agrees."""
        version, level = self.configuration.version, self.configuration.level
        wanted = self.plain(22, ["-O0"])
        if wanted is None or self.plain(22, check.SANITIZED, False, **check.SANITIZER_OPTIONS) != wanted:
            return None
        if self.plain(version, [level], MALLOC_PERTURB_="85") != wanted:
            return None
        # The C++ library is not instrumented for this one.
        if not self.cxx and self.plain(22, check.MEMORY, False) != wanted:
            return None
        return wanted

    def interesting(self, text):
        self.builder.write(text)
        # The cheapest test that most variants fail comes first.
        if self.compiler_fault:
            return self.plain(22, ["-O0"]) is not None and self.differs("")
        wanted = self.plain(22, ["-O0"] + CAREFUL)
        if wanted is None or not self.differs(wanted):
            return False
        return self.well_defined() is not None

    def holds(self):
        """Whether the text shows the fault, after all; settles which kind of fault it is."""
        self.builder.write(self.text)
        self.compiler_fault = self.with_plugin()[0] == "compiler"
        return self.interesting(self.text)

    def guilty(self):
        """The remark of the promotion that makes the difference."""
        self.builder.write(self.text)
        wanted = self.plain(22, ["-O0"]) or ""
        self.builder.write(self.text)
        low, high = 0, 1
        while not self.differs(wanted, f"limit={high}"):
            low, high = high, high * 2
            if high > 100000:
                return "it takes no single promotion"
        while high - low > 1:
            middle = (low + high) // 2
            if self.differs(wanted, f"limit={middle}"):
                high = middle
            else:
                low = middle
        passed = []
        for limit in (low, high):
            self.with_plugin(f"limit={limit}")
            passed.append([text for kind, name, _, text in self.builder.remarks() if (kind, name) == ("Passed", "Promoted")])
        fresh = [text for text in passed[1] if text not in passed[0]]
        return "; ".join(fresh) or f"promotion {high}"

    def code_generator(self):
        """Whether the IR is right, as far as the code generator shows that does not optimize: a hint, not a proof."""
        self.builder.write(self.text)
        wanted = self.plain(22, ["-O0"])
        flags = self.configuration.flags() + ["-emit-llvm", "-c"]
        if self.compiler_fault or self.configuration.checked or self.builder.compile(self.configuration.version, flags):
            return False
        ir = self.builder.program + ".bc"
        os.rename(self.builder.program, ir)
        driver = ["--driver-mode=g++"] if self.cxx else []
        command = [f"clang-{self.configuration.version}", *driver, "-w", "-O0", ir, "-o", self.builder.program]
        return check.run(command)[0] == 0 and self.builder.execute(seconds=6, MALLOC_PERTURB_="85")[:2] == (0, wanted)

    # ---- Cutting ----

    def attempt(self, lines):
        text = "\n".join(lines) + "\n"
        if self.out_of_time() or text in self.tried:
            return False
        self.tried.add(text)
        if not self.interesting(text):
            return False
        self.text = text
        return True

    def drop_chunks(self, size):
        """Leaves out runs of lines whose braces match, from the end, since uses come after what they need."""
        end, changed = len(self.text.splitlines()), False
        while end > 0:
            lines = self.text.splitlines()
            start = max(0, min(end, len(lines)) - size)
            chunk = lines[start:end]
            if sum(each.count("{") - each.count("}") for each in chunk) == 0:
                changed |= self.attempt(lines[:start] + lines[end:])
            end = start
        return changed

    def drop_blocks(self):
        """Leaves out what begins with a line that opens a brace, or only the two ends of it."""
        at, changed = len(self.text.splitlines()) - 1, False
        while at >= 0:
            lines = self.text.splitlines()
            end = closing(lines, at) if at < len(lines) else None
            if end is not None and end > at:
                changed |= self.attempt(lines[:at] + lines[end + 1:]) or \
                    self.attempt(lines[:at] + lines[at + 1:end] + lines[end + 1:])
            at -= 1
        return changed

    def rewrite(self):
        """Small simplifications within lines."""
        changed = False
        for pattern, to in ((r"if \([^;{]*\) (?=\w)", ""), (r"\(n & 1\)|!zero|h_err\([^()]*\)", "1"),
                            (r"\bNI\b ", ""), (r" \* 31\b| \* 3\b", "")):
            for at in range(len(self.text.splitlines())):
                lines = self.text.splitlines()
                if at < len(lines) and re.search(pattern, lines[at]):
                    lines[at] = re.sub(pattern, to, lines[at], count=1)
                    changed |= self.attempt(lines)
        return changed

    def drop_driver(self):
        """One function needs no processes."""
        before, main, _ = self.text.partition("int main(int argc")
        if main and "static void run(int" in before:
            self.attempt((before + "int main(void) {\n  run(0);\n  return 0;\n}").splitlines())

    def drop_unused(self):
        """Leaves out the other language, all comments, and the functions that nobody names."""
        text = re.sub(r"/\*.*?\*/", "", in_language(self.text, self.cxx), flags=re.S)
        parts = items(text.splitlines())
        while True:
            words = [set(re.findall(r"\w+", part)) for part in parts]
            kept = [part for k, part in enumerate(parts) if defined(part) in (None, "main") or
                    any(defined(part) in others for j, others in enumerate(words) if j != k)]
            if len(kept) == len(parts):
                break
            parts = kept
        text = "\n".join(parts)
        # Parsing the library is most of the time that an attempt takes.
        for header, words in HEADERS.items():
            if not re.search(words, text):
                text = text.replace(f"#include <{header}>\n", "")
        return self.attempt([line for line in text.splitlines() if line.strip()])

    def reduce(self):
        """Until nothing more can go, or the time is over."""
        self.drop_driver()
        self.drop_unused()
        size = 64
        while not self.out_of_time():
            changed = self.drop_chunks(size)
            if size in (64, 4, 1):
                changed |= self.drop_blocks()
            if size == 1:
                changed |= self.rewrite()
                self.drop_unused()
                if not changed:
                    break
            size = max(1, size // 4)
        return self.text

    def reduce_with_cvise(self):
        """What a reducer of C makes of it, if there is one: it also knows expressions."""
        if not shutil.which("cvise"):
            return self.text
        self.end += 0.4 * self.seconds
        folder = os.path.join(os.path.dirname(self.builder.source), "cvise")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        name = f"case.{self.builder.extension}"
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(self.text)
        c = self.configuration
        words = [sys.executable, os.path.abspath(__file__), "--test", name, str(c.version), c.level]
        words += (["checked"] if c.checked else []) + list(c.options) + ["--"] + self.flags
        script = os.path.join(folder, "test.sh")
        with open(script, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nexec " + " ".join(f"'{word}'" for word in words) + "\n")
        os.chmod(script, 0o755)
        seconds = max(10, int(self.end - time.time()))
        # Its own time limit ends it between two passes; the other one in any case.
        check.run(["sh", "-c", f"cd '{folder}' && exec timeout {seconds} cvise --n 1 --timeout 60 ./test.sh {name}"],
                  seconds + 30, limited=False)
        self.end += 60
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        if not self.attempt(laid_out(text).splitlines()):
            self.attempt(text.splitlines())
        return self.text


def laid_out(text):
    """The text as clang-format would have it, if it is there."""
    try:
        return subprocess.run(["clang-format", "--style=LLVM"], input=text, capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return text


def in_language(text, cxx):
    """The text without the parts that are for the other of C and C++."""
    lines, keeping = [], []  # for each open conditional whether it is kept, or None where it is about something else
    for line in text.splitlines():
        if re.match(r"#ifn?def __cplusplus", line):
            keeping.append(line.startswith("#ifdef") == cxx)
        elif line.startswith("#else") and keeping[-1] is not None:
            keeping[-1] = not keeping[-1]
        elif line.startswith("#endif") and keeping[-1] is not None:
            keeping.pop()
        else:
            if line.startswith("#if"):
                keeping.append(None)
            elif line.startswith("#endif"):
                keeping.pop()
            if False not in keeping:
                lines.append(line)
    return "\n".join(lines)


def items(lines):
    """What stands at the outermost level, each with all its lines."""
    found, depth = [], 0
    for line in lines:
        if found and (depth > 0 or line[:1] in (" ", "}")):
            found[-1] += "\n" + line
        else:
            found.append(line)
        depth += line.count("{") - line.count("}")
    return found


def defined(item):
    """The name of the function or type that an item is, if it is one."""
    item = re.sub(r"__attribute__\(\(.*?\)\) ", "", item)
    match = re.match(r"struct (\w+)[^;=(]*\{", item) or re.match(r"typedef struct.*\b(\w+);$", item, re.S) or \
        re.match(r"(?!#|typedef|struct|extern)[^=;{]*?(\w+)\(", item)
    return match[1] if match else None


def closing(lines, at):
    """The line that closes the brace which line `at` opens."""
    depth = 0
    for k in range(at, len(lines)):
        depth += lines[k].count("{") - lines[k].count("}")
        if depth <= 0:
            return k if k > at else None
    return None


def heading(case, notes):
    """The head of a regression test: how it is run, and what is known of it."""
    lines = ["// RUN: %exec %s"] + [f"// {line}" for line in notes]
    lines.append("// CFLAGS: -w" + "".join(" " + flag for flag in case.flags))
    if case.configuration.options:
        lines.append("// OPTIONS: " + " ".join(case.configuration.options))
    return "\n".join(lines) + "\n"


def main(arguments):
    testing = arguments[0] == "--test"
    arguments = arguments[1:] if testing else arguments
    split = arguments.index("--") if "--" in arguments else len(arguments)
    source, version, level, *options = arguments[:split]
    checked = "checked" in options
    configuration = check.Configuration(int(version), level, [o for o in options if o != "checked"], checked)
    with open(source, encoding="utf-8", errors="replace") as file:
        text = file.read()
    folder = tempfile.mkdtemp(prefix="escape-reduce-")
    try:
        case = Case(text, configuration, folder, source.endswith(".cpp"), arguments[split + 1:])
        if not case.holds():
            return 1
        if not testing:
            print(case.guilty())
            if case.code_generator():
                print("Only optimized code generation shows it.")
            case.reduce()
            with open(source, "w", encoding="utf-8") as file:
                file.write(case.reduce_with_cvise())
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
