# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements that hold others: branches, loops of every shape, gotos, and the idioms of cleaning up."""
import pointers
from function import statement


@statement(1.2, nests=True)
def branch(f):
    f.emit(f"if ({f.cond()}) {{")
    f.body(4)
    if f.r.random() < 0.5:
        f.emit("} else {")
        f.body(3)
    f.emit("}")


@statement(0.2, nests=True)
def switch(f):
    f.emit(f"switch ({f.pick('(n + i) & 3', '(unsigned)acc & 3', '(n * 5 + i) & 7', 'n')}) {{")
    saved, f.in_loop = f.in_loop, 0
    for k in range(f.r.randint(2, 4)):
        f.emit(f"case {k}: {{")
        f.body(2)
        f.emit("}" + (" break;" if f.r.random() < .7 else " /* fall through */ ;"))
    f.in_loop = saved
    f.emit("}")


@statement(0.8, "loops", nests=True)
def loop(f):
    k, bound = f.number("k"), f.pick("3", "4", "2", "n", "(n & 3) + 1", "5", "n + 1")
    head, tail = f.pick((f"for (int {k} = 0; {k} < {bound}; {k}++) {{ i = {k};", "}"),
                        (f"{{ int {k} = 0; do {{ i = {k};", f"}} while (++{k} < {bound}); }}"),
                        (f"{{ int {k} = 0; while ({k}++ < {bound} && fuel-- > 0) {{ i ^= {k};", "} }"))
    f.in_loop += 1
    f.emit(head)
    f.body(6)
    f.emit(tail)
    f.in_loop -= 1


@statement(0.6, "loops", nests=True)
def loop_with_object(f):
    """Each round has an object, which most ways out of the round free."""
    p, k = f.p(), f.number("k")
    f.emit(f"for (int {k} = 0; {k} < {f.pick('3', 'n', '4')}; {k}++) {{ i = {k}; {p} = {f.alloc()};")
    f.in_loop += 1
    f.emit(f"  if (!{p}) {f.pick('break', 'continue', 'return -1')};")
    f.body(4)
    if f.r.random() < 0.5:
        f.emit(f"  if ({f.cond()}) {{ DROP({p}); {p} = 0; {f.pick('break', 'continue', 'return 3')}; }}")
    f.body(2)
    f.in_loop -= 1
    f.emit(f"  DROP({p}); {p} = 0; }}")


@statement(1.0, "irreducible", nests=True)
def irreducible(f):
    """A loop with two entries, made of gotos."""
    a, b, end = f.number("enter"), f.number("enter"), f.number("leave")
    f.emit(f"if ({f.cond()}) goto {b};")
    f.emit(f"{a}: ;")
    f.body(3)
    f.emit(f"if (fuel-- <= 0{f.pick('', ' || ' + f.cond())}) goto {end};")
    f.emit(f"{b}: ;")
    f.body(3)
    f.emit(f"if (fuel-- > 0 && {f.cond()}) goto {f.pick(a, b, a)};")
    if f.r.random() < 0.4:
        f.body(2)
        f.emit(f"if (fuel-- > 0 && {f.cond()}) goto {f.pick(a, b)};")
    f.emit(f"{end}: ;")


@statement(1.2, "computed", "c")
def computed_goto(f):
    labels = [f.number("target") for _ in range(3)]
    table = f.number("table")
    f.emit(f"{{ static const void *const {table}[] = {{{', '.join('&&' + each for each in labels)}}};")
    f.emit(f"if (fuel-- > 0) goto *{table}[{f.pick('(unsigned)(n + i) % 3', '(unsigned)acc % 3', '(unsigned)n % 3')}];")
    for label in labels:
        f.emit(f"{label}: ;")
        simple(f)
        simple(f)
        if f.r.random() < 0.3:
            f.emit(f"if (fuel-- > 0) goto *{table}[(unsigned)(n + fuel) % 3];")
    f.emit("}")


@statement(0.5, "loops")
def leave_round(f):
    if f.in_loop and f.depth:
        f.emit(f"if ({f.cond()}) {f.pick('continue', 'break', 'continue')};")
    else:
        pointers.use(f)


@statement(0.15)
def leave_function(f):
    f.emit(f"if ({f.cond()}) return (long)acc;")


@statement(0.15)
def jump(f):
    f.emit(f"if ({f.cond()} && fuel-- > 0) goto {f.pick('again', 'done', 'middle', 'done')};")


def simple(f):
    f.r.choice([pointers.use, pointers.copy, pointers.to_memory, pointers.from_memory, pointers.link,
                pointers.allocate])(f)


@statement(0.3)
def one_cleanup(f):
    """An object, work that may fail, and one place where it is freed."""
    p, label = f.p(), f.number("fail")
    f.emit(f"{p} = {f.alloc()};")
    f.emit(f"if (!{p}) goto {label};")
    f.depth += 1
    for _ in range(f.r.randint(1, 3)):
        simple(f)
    f.emit(f"if ({f.cond()}) goto {label};")
    simple(f)
    f.depth -= 1
    f.emit(f"{label}: ;")
    if f.r.random() < .6:
        f.emit(f"DROP({p}); {p} = 0;")


@statement(1.2, "cleanup", nests=True)
def staged_cleanup(f):
    """Objects that are freed in stages, the last one first, whichever of them exist."""
    count, label = f.r.randint(2, 3), f.number("stage")
    names = [f"{label}_{k}" for k in range(count)]
    f.emit("{ N " + ", ".join(f"*own{k} = 0" for k in range(count)) + ";")
    for k, name in enumerate(names):
        f.emit(f.pick(f"own{k} = {f.alloc()}; if (!own{k}) goto {name};",
                      f"if (n_make(&own{k}, n + {k})) goto {name};"))
        f.emit(f.pick(f"own{k}->v += i;", f"own{k}->a = {f.p()};", f"acc += h_read(own{k});", f"acc += own{k}->v;",
                      f"own{k}->a = own{max(k - 1, 0)};", f"{f.slot()} = own{k};"))
        if f.r.random() < 0.4:
            f.body(1)
        if f.r.random() < 0.5:
            f.emit(f"if ({f.cond()}) goto {f.r.choice(names[:k + 1] if f.r.random() < .8 else names[k:k + 1])}_done;")
    for k in reversed(range(count)):
        # A failure frees what came before; leaving early after success frees it too.
        f.emit(f"{names[k]}_done: ;")
        f.emit(f"if (own{k}) {{")
        f.forget(f"own{k}", 0.9)
        f.emit(f"DROP(own{k}); own{k} = 0; }}")
        f.emit(f"{names[k]}: ;")
    f.emit("}")


@statement(1.0, "cleanup", nests=True)
def cleanup_attribute(f):
    """Freed wherever the scope is left; jumps into it are no valid program, so its body has its own labels only."""
    k, how = f.number("auto"), f.pick("clean_node", "clean_node", "clean_call")
    f.emit(f"{{ __attribute__((cleanup({how}))) N *{k} = {f.alloc()}; if ({k}) {{")
    f.emit(f.pick(f"acc += {k}->v;", f"{k}->a = {f.p()};", f"{k}->v += h_read({k});", f"g0 = {k};", f"s.y = {k};"))
    f.body(3)
    f.emit(f.pick(f"acc += look({k}->a);", f"acc ^= {k}->v;", ""))
    if f.r.random() < 0.9:
        f.forget(k)
        f.emit(f"if (g0 == {k}) g0 = 0;")
    f.emit("} }")
