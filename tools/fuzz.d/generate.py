# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random programs that love the heap, for differential testing of the escape plugin.

  generate.py SEED COUNT [--c++]   prints COUNT functions and a main that runs each in a child of its own
"""
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import buffers  # noqa: E402,F401  (registers statements, as do those below)
import callees  # noqa: E402,F401
import calls  # noqa: E402,F401
import cxx as cxx_statements  # noqa: E402,F401
import flow  # noqa: E402,F401
import growth  # noqa: E402,F401
import pointers  # noqa: E402,F401
from function import family  # noqa: E402

SIGNATURE = "(int n, N *q, N **out)"


def read(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


def around(cxx):
    """What comes before the functions, and after them."""
    names = ["prelude.h", "prelude_leave.h"] + (["prelude_cxx.h"] if cxx else []) + ["prelude_callees.h"]
    return "".join(map(read, names)) + "typedef long (*test_t)" + SIGNATURE + ";\n", read("driver.h")


def table(names):
    return f"static test_t const table[] = {{{', '.join(names)}}};\n"


def program(seed, count, only=None, cxx=False):
    """The text of a program; `only` keeps just these functions (numbers stay)."""
    before, after = around(cxx)
    parts = [before, f"NI static long dropped{SIGNATURE} {{ return n + !q + !out; }}\n"]
    kept = [k for k in range(count) if only is None or k in only]
    parts += [family(seed, k, cxx) for k in kept]
    parts.append(table([f"f{k}" if k in kept else "dropped" for k in range(count)]))
    return "".join(parts + [after])


def single(seed, index, cxx=False):
    """A program with one function of another, which is then its number 0."""
    before, after = around(cxx)
    return before + family(seed, index, cxx) + table([f"f{index}"]) + after


if __name__ == "__main__":
    print(program(int(sys.argv[1]), int(sys.argv[2]), cxx="--c++" in sys.argv))
