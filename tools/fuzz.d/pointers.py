# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements about objects and the pointers to them: allocate, use, copy, hide, compare, free."""
from function import statement


@statement(2.0)
def allocate(f):
    f.emit(f"{f.p() if f.r.random() < 0.85 else f.slot()} = {f.alloc()};")


@statement(1.0, "free")
def free(f):
    how = f.pick("DROP({});", "DROP({});", "DROP({});", "h_free({});", "h_drop(&{});", "h_freeif({}, n);")
    if not f.has("calls"):
        how = "DROP({});"
    what = f.p() if f.r.random() < 0.8 else f.slot()
    if not f.safe_free:
        f.emit(how.format(what))
        if f.r.random() < 0.5:
            f.emit(f"{what} = 0;")
    elif "&" in how or f.r.random() < 0.5:
        f.emit(f"{{ N *dead = {what};")
        f.forget("dead")
        f.emit(how.format("dead") + " }")
    else:
        f.emit(how.format(what))
        for name in f.names:
            if name != what and f.r.random() < 0.5:
                f.emit(f"{name} = 0;", needs=name.split("[")[0].split(".")[0].split("->")[0])
        f.emit(f"{what} = 0;")


@statement(0.25)
def short_lived(f):
    p = f.p()
    f.emit(f"{p} = {f.alloc()};")
    if f.r.random() < 0.3:
        f.emit(f"g0 = {p};")
    if f.r.random() < 0.5:
        f.emit(f"if ({p}) acc += {p}->v;")
    f.emit(f"DROP({p}); {p} = 0; g0 = 0;")


@statement(2.0)
def use(f):
    p = f.p()
    what = f.pick("acc = acc * 31 + P->v;", "acc += P->v++;", "P->v += acc & 15;", "acc ^= P->tag;", "P->tag = i;",
                  "acc += P->a ? P->a->v : 9;", "acc += P->pad[i & 7]++;", "P->tag &= 7;").replace("P", p)
    f.emit(f"if ({p}) {{ {what} }}")


@statement(1.0)
def copy(f):
    a, b = f.two()
    f.emit(f.pick(f"{a} = {b};", f"{{ N *x = {a}; {a} = {b}; {b} = x; }}", f"{a} = {f.cond()} ? {b} : {f.p()};",
                  f"{a} = 0;"))


@statement(1.0, "memory")
def to_memory(f):
    f.emit(f"{f.slot()} = {f.p() if f.r.random() < .85 else f.slot()};")


@statement(1.0, "memory")
def from_memory(f):
    f.emit(f"{f.p()} = {f.slot()};")


@statement(0.6, "memory")
def link(f):
    (a, b), field = f.two(), f.pick("a", "b")
    f.emit(f"if ({a}) " + f.pick(f"{a}->{field} = {b};", f"{b} = {a}->{field};", f"{a}->{field} = 0;",
                                 f"{{ {a}->{field} = {b}; {b} = {a}; }}"))


@statement(0.4, "memory")
def copy_memory(f):
    a, b = f.two()
    f.emit(f.pick(
        "s2 = s;", "s = s2;", "memcpy(&s, &s2, sizeof s);", "memset(arr, 0, sizeof arr);", "memset(&s, 0, sizeof s);",
        f"memmove(arr, arr + 1, 3 * sizeof *arr); arr[3] = {a};", f"memmove(arr + 1, arr, 3 * sizeof *arr); arr[0] = {a};",
        "t.in = s;", "s2 = t.in;", "memcpy(t.arr, arr, sizeof t.arr);", "memcpy(arr, t.arr, sizeof t.arr);",
        "{ N *x = arr[0]; arr[0] = arr[1]; arr[1] = arr[2]; arr[2] = arr[3]; arr[3] = x; }", "h_rot(arr);",
        "{ T u = t; t.arr[(unsigned)i % 3] = u.arr[n % 3]; }", f"if ({a} && {b}) *{a} = *{b};", "loc = gnode;",
        f"if ({a}) loc = *{a};", f"if ({a}) {{ N x = *{a}; x.v++; *{a} = x; }}"))


@statement(0.2, "memory")
def point(f):
    f.emit(f"pp = {f.pick('&' + f.p(), f'&arr[{f.index()}]', '&s.x', '&s2.y', '&loc.a')};")


@statement(1.6, "nested")
def nested(f):
    a = f.p()
    f.emit(f.pick(
        "*hs = s;", "s = *hs;", "hd->s[i & 1] = *hs;", "*hs = hd->s[n & 1];", "memcpy(&hd->s[0], hs, sizeof *hs);",
        "memmove(&hd->s[1], &hd->s[0], sizeof(S));", "*hd->t = t;", "t = *hd->t;", "hd->t->in = s2;",
        f"hd->u.p = {a};", f"{a} = hd->u.p;", "hd->sum += hs->k; acc += hd->sum;", "hs->k = i;",
        "if (hd->u.p) acc += hd->u.p->v;", "{ D copy = *hd; copy.sum++; hd->sum = copy.sum; }", "acc += h_byval(*hs);",
        "{ T *fresh = NEW(T); if (fresh) { *fresh = *hd->t; DROP(hd->t); hd->t = fresh; } }",
        "{ S *fresh = s_new(hs->y, hs->x); if (fresh) { fresh->k = hs->k; DROP(hs); hs = fresh; } }",
        f"{{ D *d = d_new(); if (d) {{ d->s[0].x = {a}; d->t->arr[1] = d->s[0].x; {a} = d->t->arr[1]; d_delete(d); }} }}"))


@statement(1.5, "integers")
def as_integer(f):
    a, b = f.two()
    f.emit(f.pick(
        f"{{ uintptr_t u = (uintptr_t){b} | 1; {a} = (N *)(u & ~(uintptr_t)1); }}", f"w = (uintptr_t){b} ^ 0x55;",
        f"{a} = (N *)(w ^ 0x55);", f"w = h_int({b}) ^ 0x55;", f"acc += (uintptr_t){a} & 7;",
        f"if ({b}) {{ char *c = (char *){b} + 16; acc += *(long *)c; {a} = (N *)(c - 16); }}",
        f"if ({a}) acc += (char *)&{a}->tag - (char *){a};",
        f"if ({b}) {{ long d = (char *)&{b}->b - (char *){b}; {a} = (N *)((char *)&{b}->b - d); }}",
        f"if ({b}) memcpy(bytes, &{b}, sizeof {b});", f"memcpy(&{a}, bytes, sizeof {a});",
        f"{{ union {{ N *p; unsigned char c[sizeof(N *)]; }} u; u.p = {b}; for (unsigned k = 0; k < sizeof u.c; k++) "
        "bytes[k] = u.c[k]; }",
        f"{{ uintptr_t low = (uintptr_t){b} & 0xffffffff, high = (uintptr_t){b} >> 32; {a} = (N *)(high << 32 | low); }}"))


@statement(1.5, "escape")
def escape(f):
    a = f.p()
    f.emit(f.pick(f"g0 = {a};", f"gs = {a};", f"*out = {a};", f"gnode.a = {a};", f"h_keep({a});", f"h_keeps({a});",
                  f"gring[i & 3] = {a};", f"if ({a}) acc += h_call({a}, cb_keep);", f"if (q) q->a = {a};", f"tl = {a};"))


@statement(0.6, "escape")
def captured_for_a_while(f):
    """Others may see it, and see it no more when it dies."""
    a = f.p()
    f.emit(f"g0 = {a};")
    f.emit(f.pick("acc += look(g0);", f"if ({a}) h_write({a}, i);", f"{f.p()} = g0;", f"if ({f.cond()}) return 5;"))
    f.emit("g0 = 0;")


@statement(1.5, "captured", nests=True)
def captured_until_free(f):
    """All see it while it lives, and it is freed on every path."""
    place, k = f.pick("g0", "gs", "(*out)", "gnode.a", "gring[1]", "gring[i & 3]", "tl", "g1"), f.number("seen")
    use = ["OWN->v += i;", "acc += look(PLACE);", "h_write(PLACE, n);", "acc += h_readx(OWN) & 0xffff;", "OWN->a = OWN;",
           "OWN->pad[n] = 1; acc += strlen(OWN->pad);", "for (int k = 0; k < n; k++) acc += PLACE->v++;",
           "h_keep(OWN); acc += g0->v; g0 = 0;", "{ N *inner = mk(i); if (inner) { inner->a = OWN; OWN->b = inner; "
           "acc += h_read(OWN->b); OWN->b = 0; } DROP(inner); }", "if (h_err(i)) OWN->tag = 1; else acc += OWN->tag;"]
    if f.r.random() < 0.3:
        f.emit(f"for (int {k}_k = 0; {k}_k < {f.pick('3', 'n')}; {k}_k++)")
    f.emit(f"{{ N *{k} = {f.alloc()};" + f.pick(f" if ({k}) {{ {place} = {k};", f" {place} = {k}; if ({k}) {{"))
    for text in f.r.sample(use, f.r.randint(1, 3)):
        f.emit(text.replace("OWN", k).replace("PLACE", place))
    early = f"{place} = 0; DROP({k}); return 4;"
    f.emit(f.pick("", "", f"if ({f.cond()}) {{ {early} }}"))
    f.emit("}")
    f.emit(f.pick(f"{place} = 0; DROP({k}); }}", f"DROP({k}); {place} = 0; }}",
                  f"if (n & 1) DROP({k}); else {{ acc++; DROP({k}); }} {place} = 0; }}"))


@statement(0.4)
def compare(f):
    """Two that are alive: of two blocks of which one is dead, the addresses may be the same."""
    a, b = f.p(), f.pick(f.p(), f.slot(), "q")
    f.emit(f"if ({a} && {b}) {{ acc += {a}->v - {b}->v; if ({a} {f.pick('==', '!=')} {b}) acc += 77; }}")


@statement(2.0, "instances")
def compare_instances(f):
    """The old instance and the new one of the same site, while both live."""
    a = f.p()
    f.emit(f"{{ N *old = {a}, *fresh = {f.alloc()};")
    f.emit("if (old && fresh) { acc += old->v; fresh->v += old->v & 0xff; acc += old == fresh ? 1000 : 1; }")
    if f.r.random() < 0.6:
        f.emit("if (old != q) {")
        f.forget("old")
        f.emit("DROP(old); }")
    f.emit(f"{a} = fresh; }}")


@statement(1.0, "instances")
def chain(f):
    """A list of several instances, walked and freed in another loop."""
    f.emit(f"{{ N *head = 0; for (int k = 0; k < {f.pick('3', 'n', '1', '4')}; k++) {{ N *x = {f.alloc()};")
    f.emit("if (!x) break; x->a = head; head = x; " + f.pick("", "if (h_err(k)) break; ", "acc += x->v; ") + "}")
    f.emit("for (N *x = head; x; x = x->a) acc = acc * 5 + x->v;")
    f.emit(f.pick("while (head) { N *x = head; head = x->a; DROP(x); } }", "if (head) acc += head->v; }",
                  f"{f.p()} = head; }}"))


@statement(0.3)
def select(f):
    if f.use_q:
        other = f.pick("q", "&gnode", "&loc", "mk(5)")
        f.emit(f"{f.p()} = {f.cond()} ? {f.pick(f.p(), f.alloc())} : {other};")
    else:
        f.emit(f"{f.p()} = {f.cond()} ? {f.alloc()} : {f.alloc()};")


@statement(1.5, "atomics")
def atomic(f):
    a, b = f.two()
    f.emit(f.pick(
        f"if ({a}) acc += __atomic_fetch_add(&{a}->v, 3, __ATOMIC_SEQ_CST);",
        f"{a} = __atomic_exchange_n(&{f.slot()}, {b}, __ATOMIC_ACQ_REL);",
        f"__atomic_store_n(&gat, {a}, __ATOMIC_RELEASE);", f"{a} = __atomic_load_n(&gat, __ATOMIC_ACQUIRE);",
        f"{{ N *want = 0; if (__atomic_compare_exchange_n(&{f.slot()}, &want, {a}, 0, __ATOMIC_SEQ_CST, "
        f"__ATOMIC_RELAXED)) acc++; else if (want) acc += want->v; }}",
        f"{{ N *mine = {f.alloc()}; __atomic_store_n(&gat, mine, __ATOMIC_SEQ_CST); acc += look(gat); "
        "__atomic_store_n(&gat, (N *)0, __ATOMIC_SEQ_CST); DROP(mine); }",
        f"if ({a}) {{ int x = 1; acc += __atomic_compare_exchange_n(&{a}->tag, &x, 2, 0, __ATOMIC_SEQ_CST, "
        f"__ATOMIC_SEQ_CST); }}"))
