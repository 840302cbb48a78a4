# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs of Csmith, which use no heap, with their locals moved there.

A local `T l_7 = init;` becomes a block of the heap, its initialization, and a macro l_7 that stands for the block. Names of
locals are unique in a program of Csmith, so the macros need no end. The block is freed when the scope of the local ends:
by __attribute__((cleanup)), by calls of free at the ends of blocks and before returns (break and continue leak), or never.
Csmith checks its programs for what outlives a local, so whatever was defined stays so.

  csmith.py SEED    prints a program
"""
import random
import re
import subprocess
import sys
import tempfile

FLAGS = ["-I/usr/include/csmith"]
OPTIONS = ["--no-argc", "--no-packed-struct", "--max-array-dim", "2", "--max-array-len-per-dim", "6",
           "--max-block-depth", "3"]
HEAD = """#include <stdlib.h>
#include <string.h>
static inline void cell_free(void *cell) { free(*(void **)cell); }
"""
LOCAL = re.compile(r"^( +)((?:(?:const|volatile|struct|union) )*(?!return\b|goto\b)\w+ (?:[ *]|const\b|volatile\b)*)"
                   r"(l_\d+)((?:\[\d+\])*)(?: = (.*))?;$")
FUNCTION = re.compile(r"^(?:(?:static|inline) )*(\w.*?) *func_\d+\(.*\)$")
RETURN = re.compile(r"^( +)return (.*);$")


class Rewriter:
    def __init__(self, rng):
        self.rng = rng
        self.how = rng.choice(["cleanup", "cleanup", "free", "free", "leak"])
        self.share = rng.choice([0.3, 0.7, 1])
        self.lines, self.scopes, self.result = [], [], "int"

    def local(self, match):
        indent, kind, name, dims, value = match.groups()
        cell = f"{name}_cell"
        if self.rng.random() < 0.3:
            allocation = f"calloc(1, sizeof({name}_type))"
        else:
            allocation = f"malloc(sizeof({name}_type))"
        cleanup = "__attribute__((cleanup(cell_free))) " if self.how == "cleanup" else ""
        self.lines.append(f"{indent}typedef {kind}{name}_type{dims};")
        self.lines.append(f"{indent}{cleanup}{name}_type *{cell} = ({name}_type *){allocation};")
        if self.rng.random() < 0.3:
            self.lines.append(f"{indent}if (!{cell}) abort();")
        if value:
            # Through a copy: the type may be const, and an initializer may be a list or an expression.
            self.lines.append(f"{indent}{name}_type {name}_value = {value};")
            self.lines.append(f"{indent}memcpy((void *){cell}, (void *)&{name}_value, sizeof {name}_value);")
        self.lines.append(f"#define {name} (*{cell})")
        self.scopes[-1].append(cell)

    def frees(self, scopes):
        return " ".join(f"free((void *){cell});" for scope in scopes for cell in reversed(scope))

    def line(self, line):
        match = LOCAL.match(line)
        if match and self.scopes and self.rng.random() < self.share:
            self.local(match)
            return
        if FUNCTION.match(line):
            self.result = FUNCTION.match(line)[1]
        if re.match(r" *\{", line):
            self.scopes.append([])
        closing = re.match(r"( *)\}$", line)
        if closing and self.scopes:
            scope = self.scopes.pop()
            if self.how == "free" and scope:
                self.lines.append(f"{closing[1]}    {self.frees([scope])}")
        match = RETURN.match(line)
        if match and self.how == "free" and any(self.scopes):
            self.lines.append(f"{match[1]}{{ {self.result} result = {match[2]}; {self.frees(reversed(self.scopes))} "
                              "return result; }")
            return
        self.lines.append(line)


def program(seed):
    """The text, or an empty one when Csmith does not end."""
    rng = random.Random(f"csmith {seed}")
    rewriter = Rewriter(rng)
    options = OPTIONS + ["--max-funcs", rng.choice(["4", "6", "10"])]
    # A jump may not pass a variable with a cleanup, and would pass a free.
    options += [] if rewriter.how == "leak" else ["--no-jumps"]
    options += [] if rng.random() < 0.2 else ["--no-volatiles", "--no-volatile-pointers"]
    try:
        # It leaves a file in the folder where it runs.
        with tempfile.TemporaryDirectory(prefix="escape-csmith-") as folder:
            text = subprocess.run(["csmith", "--seed", str(seed)] + options, capture_output=True, timeout=20, check=True,
                                  text=True, cwd=folder).stdout
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return ""
    functions, _, main = text.partition("int main (")
    for line in functions.split("/************************ statistics")[0].splitlines():
        rewriter.line(line)
    main = main.split("/************************ statistics")[0]
    return HEAD + "\n".join(rewriter.lines) + "\nint main (" + main


if __name__ == "__main__":
    print(program(int(sys.argv[1])))
