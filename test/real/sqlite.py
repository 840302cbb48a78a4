# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""SQLite in one file, and a session in SQL that reaches most of it."""

from harness import HERE, Program, from_npm

FEATURES = ("FTS3", "FTS4", "FTS5", "RTREE", "MATH_FUNCTIONS", "COLUMN_METADATA", "STAT4")

PACKAGE = ("better-sqlite3", "12.4.1", "14398acbf00d1e8fe0a2753df7d4f15c13138e4b874f4e6e96791f65b4536d0d")


class Sqlite(Program):
    name = "sqlite"
    libraries = ("-lm",)

    def prepare(self):
        package = from_npm(*PACKAGE)
        self.root = package / "deps" / "sqlite3"

    def sources(self):
        flags = ["-DSQLITE_THREADSAFE=0", "-DSQLITE_SOUNDEX", *(f"-DSQLITE_ENABLE_{name}" for name in FEATURES)]
        return [(self.root / "sqlite3.c", flags), (HERE / "sqlite_session.c", [f"-I{self.root}"])]

    def arguments(self, workdir):
        database = workdir / "session.db"
        for leftover in workdir.glob("session.db*"):
            leftover.unlink()
        return [HERE / "sqlite_session.sql", database]
