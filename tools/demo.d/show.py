# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Shows the examples: each allocation with the verdicts of escape and of Go, then heap calls and time without and with.

Called by tools/demo, which installs and builds what this needs.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LLVM = "22"
CLANG = f"clang-{LLVM}"
CONFIG = ROOT / "build" / f"llvm-{LLVM}" / "escape.cfg"
WORK = ROOT / "build" / "demo"

# Name, what it shows, rounds for the time, and Go's verdict as `go build -gcflags='-m -l'` of go 1.19.8 gave it.
EXAMPLES = (
    ("allocate_to_stack", "used in its function only", 1_000_000, "make([]int, 20) does not escape"),
    ("allocate_to_heap", "returned", 1_000_000, "make([]int, 20) escapes to heap"),
    ("person_pointer", "a constructor called in a loop", 1_000_000, "new(Person) escapes to heap"),
    ("person_value", "the same by value", 1_000_000, "leaking param: name to result ~r0 level=0"),
    ("large_slice", "too large for a frame", 20_000, "make([]int, 10000) escapes to heap"),
    ("interface_call", "handed to other functions", 1_000_000, '"hello world" escapes to heap'),
)
COUNTED_ROUNDS = 1000
REPEATS = 5

REMARK = re.compile(r"^.*?:(\d+):\d+: remark: (.*) \[-Rpass(-missed)?=escape\]$", re.MULTILINE)


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"tools/demo: {' '.join(map(str, command))} failed:\n{done.stderr}")
    return done


def colour(code, text):
    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ
    return text if plain else f"\033[{code}m{text}\033[0m"


# ---- Verdicts ----


def compile_example(name, plugin):
    """Builds an example; returns escape's remarks as (line, promoted, text)."""
    target = WORK / (name + ("-escape" if plugin else "-plain"))
    options = [f"--config={CONFIG}", "-Rpass=escape", "-Rpass-missed=escape"] if plugin else []
    compiled = run(CLANG, *options, "-O2", "-c", HERE / f"{name}.c", "-o", f"{target}.o")
    run(CLANG, f"{target}.o", WORK / "loop.o", "-o", target)
    # All examples are inlined into `example`; to say so each time would help nobody.
    said = re.sub(r" \(copy inlined into 'example'\)", "", compiled.stderr)
    remarks = {(int(line), not missed, text) for line, text, missed in REMARK.findall(said)}
    return sorted(remarks)


def ask_go():
    """Go's verdicts by example, or None without `go`."""
    if not shutil.which("go"):
        return None
    source = HERE / "seed.go"
    env = {**os.environ, "GOCACHE": str(WORK / "go-cache"), "GO111MODULE": "off"}
    command = ["go", "build", "-gcflags=-m -l", "-o", WORK / "seed-go", source]
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    verdicts = {}
    for number, line in enumerate(source.read_text().splitlines(), 1):
        marked = re.search(r"// ([a-z_]+)$", line)
        # The last one of a line: the parameters of a call come before what is called.
        said = re.findall(rf"seed\.go:{number}:\d+: (.*)", done.stderr)
        if marked and said:
            verdicts[marked[1]] = said[0] if marked[1] == "person_value" else said[-1]
    return verdicts


def show_example(number, name, what, remarks, go):
    lines = (HERE / f"{name}.c").read_text().splitlines()
    print(colour("1", f"{number}. {name}.c: {what}"))
    for line, promoted, text in remarks:
        place = colour("32", "stack") if promoted else colour("33", "heap ")
        print(f"   {line:2} | {lines[line - 1].strip()}")
        print(f"      escape  {place}  {text}")
    if not remarks:
        said = "no verdict" if any("malloc(" in line for line in lines) else "nothing is allocated"
        print(f"      escape         {said}")
    print(f"      Go      {'stack' if 'not escape' in go or 'leaking' in go else 'heap '}  {go}")


# ---- Measurements ----


def heap_calls(program):
    """Heap allocations of so many rounds, less what the program makes without any."""
    counts = []
    for rounds in (COUNTED_ROUNDS, 0):
        report = WORK / "heap-calls.txt"
        report.unlink(missing_ok=True)
        env = {**os.environ, "LD_PRELOAD": str(WORK / "count_heap.so"), "ESCAPE_COUNT_HEAP": str(report)}
        run(program, rounds, env=env)
        counts.append(int(report.read_text().split()[0]))
    return counts[0] - counts[1]


def measure(name, rounds):
    """(heap calls, nanoseconds) without and with the plugin; both builds must compute the same."""
    sums, rows = set(), []
    for kind in ("plain", "escape"):
        program = WORK / f"{name}-{kind}"
        total, time = run(program, rounds, REPEATS).stdout.split()
        sums.add(total)
        rows.append((heap_calls(program), float(time)))
    if len(sums) != 1:
        sys.exit(f"tools/demo: {name} computes {' and '.join(sums)}: the plugin changed what it does")
    return rows


def show_table(examples):
    print(colour("1", f"{'':19} heap calls in {COUNTED_ROUNDS} rounds      time of a round"))
    print(f"{'':19} {'clang':>10} {'with escape':>12} {'clang':>13} {'with escape':>12}")
    for name, _, rounds, _ in examples:
        (plain_calls, plain_time), (calls, time) = measure(name, rounds)
        print(f"{name:19} {plain_calls:10} {calls:12} {plain_time:10.1f} ns {time:9.1f} ns")


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    run(CLANG, "-O2", "-c", HERE / "loop.c", "-o", WORK / "loop.o")
    counter = ROOT / "test" / "real" / "count_heap.c"
    run(CLANG, "-O2", "-w", "-shared", "-fPIC", counter, "-o", WORK / "count_heap.so")
    go = ask_go()

    print("Where does an allocation live? Verdicts at -O2, for each line that allocates.")
    print("Go's are asked for now." if go else "Go's were recorded from go 1.19.8, go build -gcflags='-m -l'.")
    for number, (name, what, _, recorded) in enumerate(EXAMPLES, 1):
        compile_example(name, plugin=False)
        remarks = compile_example(name, plugin=True)
        show_example(number, name, what, remarks, (go or {}).get(name, recorded))
    print()
    show_table(EXAMPLES)
    print(f"\nTry it: {CLANG} --config={CONFIG.relative_to(ROOT)} -O2 -Rpass=escape -Rpass-missed=escape FILE.c")


if __name__ == "__main__":
    main()
