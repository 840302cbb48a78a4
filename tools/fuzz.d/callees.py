# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements about objects that other functions make, keep and free: each with helpers of its own (helpers.py).

An object is obtained in one of many ways, each with the way to let it go; between the two it is looked at, written to,
handed about and compared, and other statements run. What is left on a way out is a leak, never a dangling pointer.
"""
from function import statement

# How often other statements stand between the calls.
NESTED = 0.5


def value(f):
    return f.pick("n", "i", "n + i", "(long)(acc & 31)", f"n + {f.r.randrange(40)}", str(f.r.randrange(60)))


class Obtained:
    """An object: its name, what makes it and what lets it go. One that is simple has no more to it than itself."""

    def __init__(self, name, make, free, simple=False):
        self.name, self.make, self.free, self.simple = name, make, free, simple


def destroy(f, name):
    """Lets an object go that is nobody else's."""
    h, c = f.helpers, f.pick("n", "i", "(int)(acc & 7)")
    return f.pick(
        f"DROP({name});", f"{h.get(f, 'free')}({name});", f"{h.get(f, 'free')}({name});", f"{h.get(f, 'table')}({name}, {c});",
        f"if (!{h.get(f, 'free_if')}({name}, {c})) DROP({name});", f"{h.get(f, 'free_at')}(&{name});",
        f"if (!{h.get(f, 'unref')}({name})) DROP({name});", f"{h.get(f, 'late')}({name});",
        f"{h.get(f, 'free_many')}(1, {name});",
        f"if ({f.cond()}) DROP({name}); else {h.get(f, 'free')}({name});")


def simple(f):
    """From a constructor of one object, which may have failed."""
    name, h = f.number("o"), f.helpers
    make = f.pick(f"P *{name} = {h.get(f, 'new')}({value(f)});", f"P *{name} = {h.get(f, 'new')}({value(f)});",
                  f"P *{name} = 0; if ({h.get(f, 'out')}(&{name}, {value(f)})) acc++;",
                  f"P *{name} = {h.get(f, 'argument')}(0, {value(f)});")
    return Obtained(name, make, destroy(f, name), True)


def obtain(f):
    name, h = f.number("o"), f.helpers
    v, kind = value(f), f.pick("nest", "nest", "cached", "listed", "chain", "tree", "pair", "pair", "init", "init_heap",
                               "out_two", "out_two", "large", "local")
    if kind in ("nest", "cached", "listed"):
        make = h.get(f, kind)
        return Obtained(name, f"P *{name} = {make}({v});", f"{make}_free({name});")
    if kind in ("chain", "tree"):
        make = h.get(f, kind)
        return Obtained(name, f"P *{name} = {make}({v}, {f.pick('0', '1', '2', 'n & 3')});", f"{make}_free({name});")
    if kind == "pair":
        return Obtained(name, f"R {name}_r = {h.get(f, 'pair')}({v}); P *{name} = {name}_r.x;",
                        f"acc += p_pair({name}_r); DROP({name}_r.y); {destroy(f, name)}")
    if kind == "large":
        return Obtained(name, f"W {name}_w = {h.get(f, 'large')}({v}); P *{name} = {name}_w.y;",
                        f"acc += p_sum({name}_w.z) + p_bytes_sum({name}_w.at, {name}_w.len); DROP({name}_w.x); "
                        f"free({name}_w.at); {destroy(f, name)}")
    if kind == "init":
        make = h.get(f, "init")
        return Obtained(name, f"B {name}_b; int {name}_e = {make}(&{name}_b, {v}); P *{name} = {name}_b.one; "
                        f"{grow(f, make, name + '_b')}",
                        f"if (!{name}_e) {{ {look_b(f, name + '_b')} {make}_clear(&{name}_b); }}")
    if kind == "init_heap":
        make = h.get(f, "init")
        return Obtained(name, f"B *{name}_b = NEW(B); P *{name} = 0; if ({name}_b) {{ int e = {make}({name}_b, {v}); (void)e; "
                        f"{name} = {name}_b->one; }}",
                        f"if ({name}_b) {{ {look_b(f, '(*' + name + '_b)')} {make}_clear({name}_b); }} DROP({name}_b);")
    if kind == "out_two":
        places = f"&{name}, &{name}{f.pick('_y', '_y', '')}"
        return Obtained(name, f"P *{name} = 0, *{name}_y = 0; {h.get(f, 'out_two')}({places}, {v});",
                        f"acc += p_check({name}_y); DROP({name}_y); {destroy(f, name)}")
    if kind == "local":
        make = h.get(f, "argument")
        return Obtained(name, f"P {name}_own; p_fill(&{name}_own, {v}); P *{name} = {make}(&{name}_own, {v} + 1);",
                        f"if ({name} != &{name}_own) DROP({name});")
    raise ValueError(kind)


def grow(f, make, b):
    return f.pick("", "", f"if (!{b[:-2]}_e) for (int k = 0; k < {f.pick('3', '20', 'n * 5')}; k++) {make}_grow(&{b}, k + i);")


def look_b(f, b):
    return f.pick(f"acc += p_bytes_sum({b}.at, {b}.len);", f"acc = acc * 3 + p_check({b}.one) + p_check({b}.two);",
                  f"acc = acc * 3 + p_at(&{b}.one) + p_bytes_sum({b}.at, {b}.len);")


def look(f, o):
    f.emit(f.pick(f"acc = acc * 31 + p_check({o.name});", f"acc = acc * 31 + p_deep({o.name}, 2);", f"acc ^= p_look({o.name});",
                  f"acc = acc * 31 + p_at(&{o.name});", f"acc = acc * 31 + p_sum({o.name});",
                  f"acc += {f.helpers.get(f, 'sum_many')}(2, {o.name}, {o.name});"))


def touch(f, o):
    f.emit(f.pick(f"if ({o.name}) p_mark_call({o.name}, {value(f)});", f"if ({o.name}) p_mark({o.name}, {o.name}->stamp + 1);",
                  f"if ({o.name}) {o.name}->flag = i & 3;", "clobber();",
                  f"p_kept = {o.name}; acc += p_check(p_kept); p_kept = 0;",
                  f"if ({f.cond()}) acc = acc * 31 + p_check({o.name});"))


def together(f, x, y):
    """Something with two objects that are alive."""
    h, a, b = f.helpers, x.name, y.name
    f.emit(f.pick(
        f"if ({a} && {b}) acc += (unsigned)({h.get(f, 'same')}({a}, {b}) + 2 * ({a} == {b}));",
        f"{{ P *x = {h.get(f, 'id')}({a}, {b}); acc = acc * 31 + p_check(x); if (x) p_mark(x, {value(f)}); }}",
        f"{{ P *all[2] = {{{a}, {b}}}; qsort(all, 2, sizeof *all, {f.pick('p_cmp', 'p_cmp_keep')}); "
        "acc = acc * 31 + p_all(all, 2); }",
        f"acc += {h.get(f, 'sum_many')}(3, {a}, {b}, {a});",
        f"{{ R r = {{{a}, {b}}}; acc = acc * 31 + p_pair(r); }}"))


def link(f, x, y):
    """Something with two simple objects, whose members are free to use."""
    h, a, b = f.helpers, x.name, y.name
    f.emit(f.pick(
        f"{h.get(f, 'swap')}(&{a}, &{b});", f"{h.get(f, 'swap')}(&{a}, &{a});",
        f"if ({a} && {b}) {{ {h.get(f, 'put')}({a}, {b}); acc = acc * 31 + p_deep({b}, 1); "
        f"memset({b}->in, 0, sizeof {b}->in); }}",
        f"if ({a}) {{ {h.get(f, 'put')}({a}, {a}); acc = acc * 31 + p_deep({a}, 2); memset({a}->in, 0, sizeof {a}->in); }}",
        f"{{ P *head = 0; if ({a}) {h.get(f, 'append')}({a}, &head); if ({b} && {b} != {a}) {h.get(f, 'append')}({b}, &head); "
        f"acc = acc * 31 + p_list(head); if ({a}) {a}->next = 0; if ({b}) {b}->next = 0; }}",
        f"if ({a}) {{ P *x = {h.get(f, 'field')}({a}, {value(f)}); acc = acc * 31 + p_deep({a}, 1); "
        f"memset({a}->in, 0, sizeof {a}->in); {destroy(f, 'x')} }}",
        f"if ({a} && {h.get(f, 'out')}(&{a}->next, {value(f)}) == 0) acc = acc * 31 + p_list({a}); "
        f"if ({a}) {{ P *x = {a}->next; {a}->next = 0; {destroy(f, 'x')} }}"))


def nested(f):
    if f.r.random() < NESTED and f.depth < 3:
        saved, f.in_loop = f.in_loop, 0
        f.body(2)
        f.in_loop = saved


@statement(4.0, "callees", nests=True)
def objects(f):
    """One to three objects, alive together."""
    all_of = [f.r.choice([simple, obtain, obtain])(f) for _ in range(f.r.choice([1, 1, 2, 2, 3]))]
    f.emit("{")
    f.depth += 1
    for position, o in enumerate(all_of):
        f.emit(o.make)
        for _ in range(f.r.randint(0, 2)):
            f.r.choice([look, touch])(f, f.r.choice(all_of[:position + 1]))
        if f.r.random() < 0.15:
            f.emit(f"if ({f.cond()}) {{ {''.join(each.free + ' ' for each in all_of[:position + 1])}return 6; }}")
    nested(f)
    for _ in range(f.r.randint(1, 3)):
        x, y = f.r.choice(all_of), f.r.choice(all_of)
        if x.simple and y.simple and f.r.random() < 0.6:
            link(f, x, y)
        else:
            f.r.choice([together, lambda f, x, y: look(f, x), lambda f, x, y: touch(f, y)])(f, x, y)
    f.emit(f.pick("clobber();", "", ""))
    f.r.shuffle(all_of)
    for position, o in enumerate(all_of):
        for each in all_of[position:]:
            look(f, each)
        if f.r.random() < 0.9:
            f.emit(f"if ({f.cond()}) {{ {o.free} }}" if f.r.random() < 0.15 else f"{{ {o.free} }}")
    f.depth -= 1
    f.emit("}")


@statement(1.2, "callees", nests=True)
def each_round(f):
    """Made and let go in each round, or left there on some ways out of it."""
    o, k = f.r.choice([simple, obtain])(f), f.number("k")
    f.emit(f"for (int {k} = 0; {k} < {f.pick('3', 'n', '4', 'n + 1')}; {k}++) {{ i = {k}; {o.make}")
    f.in_loop += 1
    look(f, o)
    f.emit(f.pick("", f"if ({f.cond()}) {{ {o.free} continue; }}", f"if ({f.cond()}) {{ {o.free} break; }}",
                  f"if ({f.cond()}) break;", f"if ({f.cond()}) continue;", f"if ({f.cond()}) {{ {o.free} return 8; }}"))
    touch(f, o)
    if f.r.random() < NESTED and f.depth < 3:
        f.body(2)
    look(f, o)
    f.in_loop -= 1
    f.emit(f"{o.free} }}")


@statement(1.2, "callees")
def previous_round(f):
    """The object of the round before is let go when the next is there, or before it is, or when it fails."""
    h, make, k = f.helpers, f.helpers.get(f, "new"), f.number("k")
    new = f.pick(f"P *now = {make}({k} + i);", f"P *now = 0; if ({h.get(f, 'out')}(&now, {k} + n)) acc++;",
                 f"P *now = {h.get(f, 'argument')}(0, {k});")
    free = destroy(f, "old")
    f.emit(f"{{ P *old = {f.pick('0', make + '(n)')}; for (int {k} = 0; {k} < {f.pick('4', 'n', 'n + 2')}; {k}++) {{")
    f.emit(f.pick(
        f"{new} acc = acc * 31 + p_check(old) + p_check(now); if (old && now) acc += old == now; {free} old = now; }}",
        f"acc += p_check(old); {free} old = 0; {new} acc = acc * 31 + p_check(now); old = now; }}",
        f"{new} if (!now) continue; acc = acc * 31 + p_check(old) + p_check(now); "
        f"if ({f.cond()}) {{ {destroy(f, 'now')} continue; }} {free} old = now; }}",
        f"{new} {h.get(f, 'swap')}(&old, &now); acc = acc * 31 + p_check(old) + p_check(now); {destroy(f, 'now')} }}",
        f"if ({k} & 1) {{ acc += p_check(old); {free} old = 0; }} else {{ {new} if (now && old) now->flag = old->flag; "
        f"{free} old = now; }} acc = acc * 31 + p_check(old); }}"))
    f.emit(f"clobber(); acc = acc * 31 + p_check(old); {free} }}")


@statement(1.2, "callees")
def ring(f):
    """The last three live, let go one by one or by a walk."""
    h, k, one = f.helpers, f.number("k"), f.helpers.get(f, "free")
    f.emit(f"{{ P *ring[3] = {{0, 0, 0}}; for (int {k} = 0; {k} < {f.pick('n + 3', '7', 'n * 2')}; {k}++) {{")
    f.emit(f.pick(f"{one}(ring[{k} % 3]); ring[{k} % 3] = {h.get(f, 'new')}({k} + i);",
                  f"P *old = ring[{k} % 3]; ring[{k} % 3] = {h.get(f, 'new')}({k}); {destroy(f, 'old')}",
                  f"{h.get(f, 'free_at')}(&ring[{k} % 3]); {h.get(f, 'out')}(&ring[{k} % 3], {k} + n);"))
    swap = f"{h.get(f, 'swap')}(&ring[0], &ring[1]);"
    f.emit(f"acc = acc * 31 + p_all(ring, 3); {f.pick('', swap)} }}")
    f.emit("qsort(ring, 3, sizeof *ring, p_cmp); acc = acc * 31 + p_all(ring, 3);" if f.r.random() < 0.3 else "clobber();")
    f.emit(f.pick(f"{h.get(f, 'walk')}(ring, 3, {one}); }}", f"for (int k = 0; k < 3; k++) {one}(ring[k]); }}",
                  f"{h.get(f, 'free_many')}(3, ring[0], ring[1], ring[2]); }}", "}"))


@statement(1.2, "callees")
def all_rounds(f):
    """All live to the end: on a list by a helper, in an array, or as members."""
    h, k, make = f.helpers, f.number("k"), f.helpers.get(f, "new")
    count = f.pick("3", "n", "5")
    f.emit(f.pick(
        f"{{ P *head = 0; for (int {k} = 0; {k} < {count}; {k}++) {{ P *x = {make}({k} + i); "
        f"if (!x) {f.pick('continue', 'break')}; {h.get(f, 'append')}(x, &head); }} acc = acc * 31 + p_list(head); "
        f"while (head) {{ P *x = head; head = x->next; acc += p_check(head); {destroy(f, 'x')} }} }}",
        f"{{ P *all[5]; int m = 0; for (int {k} = 0; {k} < {count}; {k}++) {{ "
        f"all[m] = {make}({k} * 3 + n); if (all[m]) m++; }} "
        "qsort(all, (size_t)m, sizeof *all, p_cmp); acc = acc * 31 + p_all(all, m); "
        f"{h.get(f, 'walk')}(all, m, {h.get(f, 'free')}); }}",
        f"{{ P *own = {make}(i); if (own) {{ for (int {k} = 0; {k} < 3; {k}++) own->in[{k}] = {h.get(f, 'new')}({k} + n); "
        f"clobber(); acc = acc * 31 + p_deep(own, 1); for (int {k} = 0; {k} < 3; {k}++) {h.get(f, 'free')}(own->in[{k}]); "
        f"acc += p_check(own); }} {destroy(f, 'own')} }}"))


@statement(1.2, "callees")
def in_place(f):
    """Several that are set up in place: an array of them, again and again, and moved."""
    make, k = f.helpers.get(f, "init"), f.number("k")
    f.emit(f.pick(
        f"{{ B all[3]; int m = 0; for (; m < 3; m++) if ({make}(&all[m], m + n)) break; for (int {k} = 0; {k} < m; {k}++) "
        f"{{ {make}_grow(&all[{k}], {k}); {look_b(f, f'all[{k}]')} }} clobber(); "
        f"while (m-- > 0) {{ {look_b(f, 'all[m]')} {make}_clear(&all[m]); }} }}",
        f"for (int {k} = 0; {k} < {f.pick('3', 'n')}; {k}++) {{ B b; if ({make}(&b, {k} + i)) continue; {make}_grow(&b, n); "
        f"{look_b(f, 'b')} {f.pick('', f'if ({f.cond()}) break; ')}{make}_clear(&b); }}",
        f"{{ B b, old; int had = 0; for (int {k} = 0; {k} < {f.pick('4', 'n')}; {k}++) {{ if ({make}(&b, {k})) break; "
        f"if (had) {{ {look_b(f, 'old')} {make}_clear(&old); }} old = b; had = 1; {make}_grow(&old, {k}); }} "
        f"if (had) {{ {look_b(f, 'old')} {make}_clear(&old); }} }}",
        f"{{ B b; if (!{make}(&b, {value(f)})) {{ P *x = b.one; b.one = 0; {make}_clear(&b); clobber(); "
        f"acc = acc * 31 + p_check(x); {destroy(f, 'x')} }} }}"))


@statement(1.2, "callees")
def bytes_of(f):
    """Blocks whose size is known at run time only."""
    h, make = f.helpers, f.helpers.get(f, "bytes")
    size = f.pick("(size_t)n * 9", "(size_t)(acc & 63)", "(size_t)n * 80", "20", "(size_t)(i & 7)")
    free = f.pick("free({});", h.get(f, "dealloc") + "({});")
    f.emit(f.pick(
        f"{{ size_t m = {size}; unsigned char *z = {make}(m, n), *y = {h.get(f, 'bytes')}(m + 1, i); clobber(); "
        f"acc = acc * 31 + p_bytes_sum(z, m + 1); {free.format('z')} acc = acc * 31 + p_bytes_sum(y, m + 1); free(y); }}",
        f"{{ unsigned char *old = 0; size_t had = 0; for (int k = 0; k < {f.pick('n', '5')}; k++) {{ "
        f"size_t m = {size} + (size_t)k; unsigned char *z = {make}(m, k); "
        f"acc = acc * 31 + p_bytes_sum(z, m) + p_bytes_sum(old, had); {free.format('old')} old = z; had = m; }} "
        f"{free.format('old')} }}",
        f"{{ size_t m = {size}; unsigned char *z = (unsigned char *){h.get(f, 'alloc')}(m + 1); if (z) {{ "
        "p_bytes_fill(z, m, n); "
        f"{f.pick('', f'if ({f.cond()}) {{ ' + free.format('z') + ' return 9; }')} "
        f"unsigned char *y = (unsigned char *)realloc(z, m * 2 + 1); if (y) z = y; acc = acc * 31 + p_bytes_sum(z, m); "
        f"{free.format('z')} }} }}"))


@statement(1.0, "callees")
def counted(f):
    f.emit(f.pick("acc += (unsigned long)(p_made + p_gone * 3);", "acc += (unsigned long)(p_bytes + p_told * 5);"))


@statement(1.5, "callees")
def nodes(f):
    """Objects of the other statements, from constructors."""
    make, a = f.helpers.get(f, "node"), f.pick(f.p(), f.p(), f.slot())
    f.emit(f.pick(f"{a} = {make}({value(f)});", f"{{ N *x = {make}({value(f)}); if (x) acc += x->v; DROP(x); }}",
                  f"{{ N *x = {make}({value(f)}); if (x) x->a = {a}; {a} = x; }}", f"h_store(&{a}, {make}({value(f)}));"))


@statement(2.0, "callees", "c++")
def classes(f):
    name, o = f.helpers.get(f, "owner"), f.number("o")
    v = value(f)
    f.emit(f.pick(
        f"{{ {name} *{o} = {name}_new({v}); clobber(); acc = acc * 31 + {o}->look(); delete {o}; }}",
        f"{{ auto {o} = {name}_make({v}); if ({o}) acc = acc * 31 + {o}->look(); "
        f"{f.pick('', f'{o}.reset();', 'h_throw(n);')} }}",
        f"{{ {name} {o}({v}); {f.pick('', 'h_throw(n + i);')} clobber(); acc = acc * 31 + {o}.look(); }}",
        f"try {{ {name} {o}({v}); auto other = {name}_make(i); acc = acc * 31 + {o}.look(); "
        "if (other) acc += other->look(); } "
        "catch (int e) { acc += (unsigned)e; }",
        f"{{ std::unique_ptr<{name}> {o}; for (int k = 0; k < 3; k++) {{ auto now = {name}_make(k + n); "
        f"if ({o}) acc = acc * 31 + {o}->look(); {o} = std::move(now); }} if ({o}) acc = acc * 31 + {o}->look(); }}",
        f"{{ std::vector<std::unique_ptr<{name}>> {o}; for (int k = 0; k < 3; k++) {{ {o}.push_back({name}_make(k + i)); }} "
        f"clobber(); for (auto &e : {o}) if (e) acc = acc * 31 + e->look(); }}"))
