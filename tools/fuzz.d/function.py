# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One random function: its variables, its expressions, and the choice among the statements.

The statements are in modules of their own, each a function that is given the Function and emits text. A function under
test has a few themes; statements of a theme come only there, so that what belongs together meets.

Nothing here proves a program well defined: tools/fuzz runs it under sanitizers first and drops every function that they
report. To make that test sharp, pointers are dereferenced before they are compared, fresh memory is written before it is
read, every loop is bounded, no address is printed, and the driver reads what a function left behind.
"""
import random
import re

from helpers import Helpers

# Theme: how often a function has it.
THEMES = {
    "escape": 0.25, "calls": 0.6, "integers": 0.3, "vector": 0.25, "string": 0.25, "sizes": 0.3, "nested": 0.3,
    "wrappers": 0.3, "cleanup": 0.35, "callbacks": 0.3, "leave": 0.25, "signals": 0.15, "exit": 0.12, "threads": 0.15,
    "recursion": 0.25, "varargs": 0.2, "atomics": 0.15, "irreducible": 0.3, "instances": 0.3, "arrays": 0.15, "alloca": 0.1,
    "computed": 0.1, "captured": 0.4, "growing": 0.45,
    "callees": 0.6,
}
THEMES_CXX = {"throw": 0.5, "raii": 0.5, "library": 0.4, "virtual": 0.3}


class Statement:
    def __init__(self, write, weight, theme, language, nests):
        self.write, self.weight, self.theme, self.language, self.nests = write, weight, theme, language, nests

    def weight_in(self, f):
        if self.language not in (None, "c++" if f.cxx else "c") or self.nests and f.depth >= 4:
            return 0
        if self.theme is None:
            return self.weight
        return self.weight * f.themes.get(self.theme, 0)


STATEMENTS = []


def statement(weight, theme=None, language=None, nests=False):
    """Registers a statement; `nests` says that it has statements inside."""
    def register(write):
        STATEMENTS.append(Statement(write, weight, theme, language, nests))
        return write
    return register


class Function:
    def __init__(self, rng, name, helpers, cxx=False, callees=(), small=False):
        self.r, self.name, self.cxx, self.callees, self.small = rng, name, cxx, list(callees), small
        self.helpers, self.lines, self.depth, self.in_loop, self.numbers = helpers, [], 0, 0, {}
        chances = dict(THEMES, **(THEMES_CXX if cxx else {}))
        scale = 0.5 if small else 0.8
        self.themes = {t: rng.choice([0.5, 1, 1.5]) for t, chance in chances.items() if rng.random() < scale * chance}
        if self.has("computed"):
            # A computed goto may jump to each label of the function, so there may be no scope that it must not enter.
            for theme in ("cleanup", "arrays"):
                self.themes.pop(theme, None)
        if self.has("arrays"):
            # LLVM 19 and 22 (machine-sink) move a load from a VLA behind its end, where alloca may put something else.
            self.themes.pop("alloca", None)
        self.themes["free"] = rng.choice([0.2, 0.6, 1.2, 2])
        self.themes["memory"] = rng.choice([0.2, 1, 2.5])
        self.themes["loops"] = rng.choice([0.5, 1, 2])
        self.pointers = rng.randint(1, 3) if small else rng.randint(2, 5)
        # Forgetting every copy before a free keeps most programs well defined; without it, frees are less guarded.
        self.safe_free = rng.random() < 0.85
        self.use_q = rng.random() < (0.3 if small else 0.5)
        self.names = [f"p{k}" for k in range(self.pointers)] + [f"arr[{k}]" for k in range(4)]
        self.names += ["s.x", "s.y", "s2.x", "s2.y", "t.in.x", "t.arr[0]", "t.arr[1]", "t.arr[2]", "loc.a", "loc.b"]
        if self.has("nested"):
            self.names += ["hs->x", "hs->y", "hd->s[0].x", "hd->s[1].y", "hd->u.p", "hd->t->arr[0]", "hd->t->arr[1]"]

    # ---- Text ----

    def emit(self, text, needs=None):
        """A line; with `needs`, it is dropped at the end unless another line has the variable of this name."""
        self.lines.append(("  " * (self.depth + 1) + text, needs))

    def number(self, kind):
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return f"{kind}{self.numbers[kind]}"

    def has(self, theme):
        return theme in self.themes

    def pick(self, *texts):
        return self.r.choice(texts)

    # ---- Expressions ----

    def p(self):
        return f"p{self.r.randrange(self.pointers)}"

    def two(self):
        return self.p(), self.p()

    def cond(self):
        r = self.r
        return r.choice(["(n & 1)", "(n & 2)", "(acc & 1)", f"n > {r.randrange(5)}", "h_err(n + i)", "h_err(i)", self.p(),
                         f"(i + n) % {r.randint(2, 3)} == {r.randrange(2)}", "!" + self.p(), "zero", "!zero",
                         f"i == {r.randrange(4)}"])

    def index(self):
        return self.pick("0", "1", "2", "3", "(i & 3)", "((i + 1) & 3)", "(n & 3)", "((unsigned)acc & 3)")

    def value(self):
        r = self.r
        return r.choice([f"i + {r.randrange(50)}", "(long)(acc & 63)", "n * 3", str(r.randrange(90))])

    def slot(self):
        """An lvalue of type N* in memory that can always be named."""
        slots = ["s.x", "s.y", "s2.x", "t.in.x", f"t.arr[{self.pick('0', '1', '2', '(unsigned)i % 3')}]", "(*pp)",
                 "loc.a", "loc.b", f"arr[{self.index()}]", f"arr[{self.index()}]", f"arr[{self.index()}]"]
        if self.has("nested"):
            slots += ["hs->x", "hs->y", "hd->s[i & 1].x", "hd->s[1].y", "hd->u.p", "hd->t->arr[n % 2]", "hd->s[0].x"]
        return self.r.choice(slots)

    def alloc(self):
        how = self.r.choices(["mk", "mkc", "mkz", "mkal", "mkpm", "mkre", "mkb", "mkcb", "hwrap", "wrap"],
                             [5, 1, 1, 1, 1, 1, 1, 1, .3, .3])[0]
        return f"{how}({self.value()}{', (unsigned)n' if how in ('mkb', 'mkcb') else ''})"

    # ---- Statements ----

    def forget(self, dead, some=1.0):
        """Nulls every name that is a copy of `dead`, which is still alive: a dead pointer has no value."""
        self.r.shuffle(self.names)
        for name in self.names:
            if self.r.random() < some:
                self.emit(f"if ({name} == {dead}) {name} = 0;", needs=re.match(r"\w+", name)[0])

    def statement(self):
        weights = [each.weight_in(self) for each in STATEMENTS]
        self.r.choices(STATEMENTS, weights)[0].write(self)

    def body(self, most):
        self.depth += 1
        for _ in range(self.r.randint(1, most)):
            self.statement()
        self.depth -= 1

    # ---- The whole ----

    def declarations(self):
        self.emit("unsigned long acc = (unsigned long)n; int i = 0, fuel = 20; (void)i, (void)fuel;")
        self.emit("uintptr_t w = 0x55;", needs="w")
        self.emit("unsigned char bytes[8] = {0};", needs="bytes")
        for k in range(self.pointers):
            start = self.pick("0", "0", "0", "q" if self.use_q else "0", self.alloc())
            self.emit(f"N *p{k} = {start};")
        self.emit("N **pp = &p0;", needs="pp")
        self.emit("N *arr[4] = {0};", needs="arr")
        for kind, name in (("S", "s"), ("S", "s2"), ("T", "t"), ("N", "loc")):
            self.emit(f"{kind} {name} = {{0}};", needs=name)
        if self.has("nested"):
            self.emit("S *hs = s_new(0, 0); D *hd = d_new(); if (!hs || !hd) return 0;")
        if self.has("vector"):
            self.emit("long *vec = 0; unsigned cap = 0, len = 0; (void)cap, (void)len;")
        if self.has("string"):
            self.emit("char *str = 0;")

    def ending(self):
        r = self.r
        for k in range(self.pointers):
            if r.random() < 0.6:
                self.emit(f"if (p{k}) acc = acc * 3 + p{k}->v;")
        if r.random() < 0.4:
            self.emit("for (int k = 0; k < 4; k++) if (arr[k]) acc = acc * 3 + arr[k]->v;", needs="arr")
        if r.random() < 0.2:
            self.emit("DROP(p0);")
        if self.has("nested"):
            self.emit(self.pick("d_delete(hd); DROP(hs);", "DROP(hs);", "DROP(hd->t); DROP(hd);", ""))
        if self.has("vector"):
            self.emit(self.pick("free(vec);", "xfree(vec);", ""))
        if self.has("string"):
            self.emit(self.pick("free(str);", ""))

    def text(self):
        self.declarations()
        self.emit("again: ;")
        for _ in range(self.r.randint(2, 4) if self.small else self.r.randint(3, 9)):
            self.statement()
        self.emit("middle: ;")
        for _ in range(self.r.randint(1, 3) if self.small else self.r.randint(2, 8)):
            self.statement()
        self.emit("done: ;")
        self.ending()
        self.emit("return (long)acc;")
        used = set(re.findall(r"\w+", " ".join(text for text, needs in self.lines if not needs)))
        body = "\n".join(text for text, needs in self.lines if not needs or needs in used)
        linkage = self.pick("static", "NI static", "static inline") if self.small else "NI"
        return f"{linkage} long {self.name}(int n, N *q, N **out) {{\n{body}\n}}\n"


def family(seed, index, cxx):
    """The text of function `index`, of the smaller ones that it may call, which may call themselves, and of their helpers."""
    rng = random.Random(f"{seed}.{index}{'c++' if cxx else ''}")
    texts, callees, helpers = [], [], Helpers(f"f{index}")
    for k in range(rng.choice([0, 0, 0, 1, 1, 2])):
        name = f"f{index}_{'ab'[k]}"
        own = [name] if rng.random() < 0.4 else []
        texts.append(Function(rng, name, helpers, cxx, callees + own, small=True).text())
        callees.append(name)
    texts.append(Function(rng, f"f{index}", helpers, cxx, callees).text())
    text = "".join(texts)
    return helpers.text(text) + text
