# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The Expat XML parser and its own test program, which makes 98 checks."""

import re

from harness import Program, from_npm

PACKAGE = ("node-expat", "2.4.1", "6daade62158d4d7db7091bd209cd68973c160adacf6bc16f8510c07f225da53d")


class Expat(Program):
    name = "expat"
    files = ("lib/xmlparse", "lib/xmltok", "lib/xmlrole")
    test_files = ("tests/runtests", "tests/minicheck", "tests/memcheck", "tests/chardata")

    def prepare(self):
        package = from_npm(*PACKAGE)
        self.root = package / "deps" / "libexpat"

    def sources(self):
        flags = ["-DHAVE_EXPAT_CONFIG_H", f"-I{self.root}", f"-I{self.root}/lib"]
        return [(self.root / f"{file}.c", flags) for file in self.files + self.test_files]

    def judge(self, outcome):
        if not re.search(rb"100%: Checks: 98, Failed: 0", outcome.out):
            return f"the 98 checks do not all pass: {outcome.out.decode(errors='replace')[-500:]}"
        return None
