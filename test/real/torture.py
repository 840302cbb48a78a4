# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""GCC's execution tests: some 1650 small programs, each of which calls abort when it was compiled wrongly.

clang does not compile all of them, and some rely on what only GCC promises. So a test counts as failed only when it
fails with the plugin and passes without it, at the same level.
"""

import collections
import re
import subprocess
import tempfile
import time
from pathlib import Path

from harness import CACHE, GIB, Result, Stats, Unavailable, count_heap_calls, read_verdicts, run_limited

ARCHIVES = Path("/usr/src/gcc-12")
MEMBERS = "*/gcc/testsuite/gcc.c-torture/execute/*"
ALLOCATES = re.compile(r"\b(malloc|calloc|alloca|realloc)\b")
# Options that a test asks for, unless they hold for some targets only.
OPTIONS = re.compile(r'dg-(?:additional-)?options\s+"([^"]*)"\s*}')

SAMPLE_STEP = 12
SECONDS = 20


class Torture:
    name = "torture"
    shards = 4
    whole = False

    def prepare(self):
        self.root = CACHE / "torture"
        if not self.root.exists():
            self.extract()
        tests = sorted(self.root.glob("*.c")) + sorted(self.root.glob("ieee/*.c"))
        self.tests = tests if self.whole else self.sample(tests)

    def extract(self):
        archive = next(ARCHIVES.glob("gcc-12.*.tar.xz"), None)
        if not archive:
            raise Unavailable("the Debian package gcc-12-source is not installed: run tools/install")
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            # tar reads the 80 MB archive five times as fast as Python's tarfile.
            command = ["tar", "-xf", archive, "-C", scratch, "--strip-components=4", "--wildcards", MEMBERS]
            subprocess.run(command, check=True)
            (Path(scratch) / "execute").rename(self.root)

    def sample(self, tests):
        """All that allocate, and every 12th of the others: the same tests each time."""
        allocating = [test for test in tests if self.allocates(test)]
        others = [test for test in tests if test not in set(allocating)]
        return allocating + others[::SAMPLE_STEP]

    @staticmethod
    def allocates(test):
        return ALLOCATES.search(test.read_text(errors="replace"))

    def baseline(self, compiler):
        """Nothing to do ahead: only a failing test is built without the plugin too."""
        return Result(self.name, compiler)

    @staticmethod
    def command(compiler, test, target, *more):
        """The tests are older than C99: functions and int may be implicit."""
        options = " ".join(OPTIONS.findall(test.read_text(errors="replace"))).split()
        wanted = [option for option in options if option.startswith(("-f", "-std=", "-D"))]
        return compiler.command("-std=gnu89", *wanted, *more, test, "-o", target, "-lm")

    def run_test(self, compiler, test):
        """None when the test passes, else what went wrong."""
        target = compiler.workdir(self.name) / test.stem
        compiled = run_limited(self.command(compiler, test, target), 2 * SECONDS, 4 * GIB)
        if compiled.status != 0:
            return f"compiler: {compiled.how}\n{compiled.last_words}"
        outcome = run_limited([target], SECONDS, 2 * GIB, cwd=target.parent)
        target.unlink()
        return None if outcome.status == 0 else f"run: {outcome.how}"

    def check(self, compiler, shard=0):
        start = time.monotonic()
        result = Result(self.name, compiler)
        for test in self.tests[shard :: self.shards]:
            problem = self.run_test(compiler, test)
            if not problem:
                result.passed += 1
            elif not compiler.plugin or self.run_test(compiler.plain(), test):
                result.bad_anyway += 1
            else:
                command = " ".join(map(str, self.command(compiler, test, test.stem)))
                result.fail(f"{test.name}: {problem}\n  {command}")
        # Some 5 % are known to fail with clang. When much more do, it is the machine or this script.
        tried = result.passed + result.bad_anyway
        if result.bad_anyway > 0.2 * tried:
            result.fail(f"{result.bad_anyway} of {tried} tests fail without the plugin")
        result.seconds = time.monotonic() - start
        return result

    def stats(self, compiler):
        """Only the tests that allocate: the others have no site."""
        verdicts = collections.Counter()
        calls = {False: 0, True: 0}
        for test in filter(self.allocates, self.tests):
            for one in (compiler.plain(), compiler):
                workdir = one.workdir(self.name)
                record = workdir / "record.opt.yaml"
                record.unlink(missing_ok=True)
                remarks = ["-fsave-optimization-record", f"-foptimization-record-file={record}"]
                command = self.command(one, test, workdir / "counted", *remarks)
                if run_limited(command, 2 * SECONDS, 4 * GIB).status == 0:
                    calls[one.plugin] += count_heap_calls(one, [workdir / "counted"], workdir)
                    verdicts += read_verdicts(record) if one.plugin else {}
        return Stats(verdicts, calls[False], calls[True])
