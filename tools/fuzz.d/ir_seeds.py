# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The IR that mutation starts from: inputs of the tests, programs as clang compiles them, and what llvm-stress makes.

Each is made when it is asked for, in the form that ir_text reads, and kept in build/fuzz/ir-seeds-N.
"""
import os
import shutil
import subprocess

import ir_text

LARGEST = 150000  # bytes
LEVELS = {"O0": ["-O0", "-Xclang", "-disable-O0-optnone"], "O1": ["-O1"], "O2g": ["-O2", "-g"],
          "raw": ["-O1", "-Xclang", "-disable-llvm-passes"]}


def output_of(command, text=None):
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=20, check=False)
    except subprocess.TimeoutExpired:
        return b""
    return b"" if done.returncode else done.stdout


class Seeds:
    def __init__(self, root, version, torture):
        self.version = version
        self.cache = os.path.join(root, "build", "fuzz", f"ir-seeds-{version}")
        os.makedirs(self.cache, exist_ok=True)
        self.sources = []
        for folder in ("analysis", "promote", "loop", "size", "regress", "remarks", "pipeline", "exec"):
            self.add_folder(os.path.join(root, "test", folder))
        self.tests = len(self.sources)
        for path in torture:
            self.sources += [(str(path), level) for level in LEVELS]
        self.stress = shutil.which(f"llvm-stress-{version}")

    def add_folder(self, folder):
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            path = os.path.join(folder, name)
            if name.endswith(".ll"):
                self.sources.append((path, None))
            elif name.endswith((".c", ".cpp")):
                self.sources += [(path, level) for level in LEVELS]

    def kinds(self):
        return f"{self.tests} from the tests, {len(self.sources) - self.tests} from other programs"

    def compile(self, path, level):
        if level is None:
            with open(path, "rb") as file:
                text = file.read()
        else:
            language = ["--driver-mode=g++"] if path.endswith(".cpp") else ["-std=gnu89"] if "torture" in path else []
            folder = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(self.cache))), "include")
            text = output_of([f"clang-{self.version}", *language, "-w", f"-I{folder}", *LEVELS[level], "-S",
                              "-emit-llvm", path, "-o", "-"])
        return output_of([f"opt-{self.version}", "-S", "-passes=instnamer", "-", "-o", "-"], text) if text else b""

    def named(self, name, make):
        path = os.path.join(self.cache, name + ".ll")
        if not os.path.exists(path):
            with open(path + ".new", "wb") as file:
                file.write(make())
            os.replace(path + ".new", path)
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        if len(text) > LARGEST or "define " not in text:
            return None
        return ir_text.parse(text)

    def from_stress(self, rng):
        number, size = rng.randrange(500), rng.choice([60, 150, 300])

        def make():
            text = output_of([self.stress, f"-seed={number}", f"-size={size}"])
            return output_of([f"opt-{self.version}", "-S", "-passes=instnamer", "-", "-o", "-"], text)

        return self.named(f"stress-{number}-{size}", make)

    def some(self, rng):
        """A module, one in eight of llvm-stress, most of the tests; None if there is nothing to be had from it."""
        if self.stress and rng.random() < 0.12:
            return self.from_stress(rng)
        many = len(self.sources) > self.tests and rng.random() < 0.3
        path, level = rng.choice(self.sources[self.tests:] if many else self.sources[:self.tests])
        if level is not None and rng.random() < 0.5:
            path, level = rng.choice([each for each in self.sources[:self.tests] if each[1] is None])
        name = f"{os.path.basename(os.path.dirname(path))}-{os.path.basename(path)}-{level or 'll'}"
        return self.named(name, lambda: self.compile(path, level))
