# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The tree-sitter library with its grammar of C, which parses the library itself."""

from harness import HERE, Program, from_npm

LIBRARY = ("tree-sitter", "0.25.1", "07aeba8dd71630e7e72b2d4ca3bd2680c3471824100cc5ebff44e78a6ed0b6d3")
GRAMMAR = ("tree-sitter-c", "0.24.1", "8e9ecd7687665d2fa1b3c07fbd1f4380b7d285850d6954629e2156e1b757451e")


class TreeSitter(Program):
    name = "tree-sitter"

    def prepare(self):
        library = from_npm(*LIBRARY)
        self.library = library / "vendor" / "tree-sitter" / "lib"
        self.grammar = from_npm(*GRAMMAR) / "src"

    def sources(self):
        include = f"-I{self.library}/include"
        return [
            (self.library / "src" / "lib.c", [include, f"-I{self.library}/src", "-D_DEFAULT_SOURCE"]),
            (self.grammar / "parser.c", [f"-I{self.grammar}"]),
            (HERE / "tree_sitter_parse.c", [include]),
        ]

    def arguments(self, workdir):
        return [self.library / "src" / file for file in ("query.c", "parser.c", "subtree.c")]
