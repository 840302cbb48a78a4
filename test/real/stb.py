# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sean Barrett's single-file libraries: image codecs, scaling, packing, containers."""

from pathlib import Path

from harness import HERE, Program, Unavailable

HEADER = Path("/usr/include/stb/stb_image.h")


class Stb(Program):
    name = "stb"
    libraries = ("-lm",)

    def prepare(self):
        if not HEADER.exists():
            raise Unavailable("the Debian package libstb-dev is not installed: run tools/install")

    def sources(self):
        return [(HERE / "stb_roundtrip.c", [])]
