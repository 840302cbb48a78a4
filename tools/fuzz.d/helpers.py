# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The helpers of one family of functions: wrappers, constructors and destructors that are written at random.

Each is made when it is asked for by its kind, and may be asked for again by other functions and other helpers of the
family. A helper is given its Function for choices only; it returns text in which NAME stands for its name and LINK for
what comes before its type.
"""
import re

KINDS = {}


def helper(kind):
    def register(write):
        KINDS[kind] = write
        return write
    return register


class Helpers:
    """What was made for a family, in the order in which it must be declared."""

    def __init__(self, prefix):
        self.prefix, self.texts, self.made, self.level = prefix, [], {}, 0

    def get(self, f, kind, again=0.6):
        """The name of a helper of this kind."""
        names = self.made.setdefault(kind, [])
        if names and (f.r.random() < again or self.level > 3):
            return f.r.choice(names)
        self.level += 1
        text = KINDS[kind](f, self)
        self.level -= 1
        # Those that it asked for may be of its kind.
        name = f"{self.prefix}_{kind}{len(names)}"
        names.append(name)
        self.texts.append((name, text.replace("NAME", name).replace("LINK", f.pick(
            "static", "NI static", "NI static", "NI static", "NI", "NI", "static inline", "", "NI __attribute__((weak))",
            "static __attribute__((noinline, used))"))))
        return name

    def text(self, users):
        """Those that the text of their users comes to; choices that were not taken left others behind."""
        wanted = users
        for name, text in reversed(self.texts):
            if re.search(rf"\b{name}(?!\d)", wanted):
                wanted = text + wanted
        return wanted[:len(wanted) - len(users)]


# ---- Memory ----

@helper("alloc")
def alloc(f, pool):
    """malloc by another name: with statistics, with more room, zeroed, ending the program when there is none."""
    how = f.pick("malloc(z)", "malloc(z)", "malloc(z + 8)", "calloc(1, z)", "malloc((z + 15) / 16 * 16)", "realloc(0, z)")
    if pool.level < 3 and f.r.random() < 0.2:
        how = f"{pool.get(f, 'alloc')}(z)"
    return (f"LINK void *NAME(size_t z) {{\n  if (!z)\n    z = 1;\n  void *p = {how};\n  if (!p)\n    "
            f"{f.pick('abort();', 'exit(1);', 'return 0;', '{ fputs(NO_ROOM, stderr); exit(1); }')}\n"
            f"  {f.pick('', 'p_made++;', 'p_bytes += (long)z;', 'if (++p_made > 1000000) p_made = 0;')}\n  return p;\n}}\n"
            .replace("NO_ROOM", '"no room"'))


@helper("dealloc")
def dealloc(f, pool):
    del pool
    return (f"LINK void NAME(void *p) {{\n  {f.pick('', 'if (!p) return;', 'if (p) p_gone++;', 'p_gone += p != 0;')}\n"
            f"  {f.pick('free(p);', 'if (p) free(p);')}\n}}\n")


def raw(f, pool, kind="P"):
    """An expression for a fresh block of this type, which DROP frees."""
    if not f.cxx and f.r.random() < 0.4:
        return f"({kind} *){pool.get(f, 'alloc')}(sizeof({kind}))"
    return f.pick(f"NEW({kind})", f"NEW({kind})", f"ZNEW({kind})")


def leaves(f):
    """A call that may not come back."""
    return f.pick("", "", "h_leave((int)v & 15);" if f.has("leave") else "",
                  "h_throw((int)v & 15);" if f.has("throw") else "")


def fill(f, p, v):
    return f"{f.pick('p_fill', 'p_fill', 'p_fill_call')}({p}, {v});"


# ---- Constructors of one object ----

@helper("new")
def new(f, pool):
    fails = f.r.choice([3, 4, 5, 7])
    lines = [f.pick("", "", f"if (p_fails(v, {fails})) return 0;"), f"P *p = {raw(f, pool)};",
             f"if (!p) {f.pick('return 0;', 'abort();', 'return 0;')}", leaves(f), fill(f, "p", "v"), leaves(f),
             f.pick("", "", f"if (p_fails(v + 1, {fails})) {{ DROP(p); return 0; }}", "p_made++;",
                    f"if (p_fails(v, {fails})) {{ DROP(p); p = {raw(f, pool)}; if (!p) return 0; p_fill(p, v + 9); }}",
                    f"p_told += (long)({f.pick('p_check', 'p_look')}(p) & 7);"), "return p;"]
    return body("LINK P *NAME(long v)", lines)


@helper("node")
def node(f, pool):
    """An object of the other statements."""
    del pool
    return body("LINK N *NAME(long v)", [
        f.pick("", "if (p_fails(v, 5)) return 0;"), f"N *p = {f.pick('NEW(N)', 'ZNEW(N)', 'mk(v)', 'wrap(v)')};",
        "if (!init(p, v)) " + f.pick("return 0;", "abort();"), leaves(f),
        f.pick("", "g0 = p; g0 = 0;", "p->tag = 3;", "h_write(p, v + 1);"),
        f.pick("", "if (p_fails(v, 4)) { DROP(p); return 0; }"), "return p;"])


def body(head, lines):
    return head + " {\n" + "".join(f"  {line}\n" for line in lines if line) + "}\n"


@helper("out")
def out(f, pool):
    """A return code, and the object through the parameter: stored first, last, twice, or not where it fails."""
    lines = [f.pick("*out = 0;", "*out = 0;", ""), f.pick("", "if (p_fails(v, 4)) return -1;")]
    lines += f.pick([f"P *p = {pool.get(f, 'new')}(v);", "if (!p) return -2;", "*out = p;"],
                    [f"*out = {raw(f, pool)};", "if (!*out) return -2;", "p_fill(*out, v);"],
                    [f"P *p = {raw(f, pool)};", "*out = p;", "if (!p) return -2;", fill(f, "p", "v"), leaves(f), "*out = p;"],
                    [f"P *p = {raw(f, pool)};", "if (!p) return -2;", fill(f, "p", "v"),
                     "if (p_fails(v, 3)) { DROP(p); " + f.pick("return -3;", "*out = 0; return -3;") + " }", "*out = p;"])
    lines.append(f.pick("return 0;", "return (int)(p_check(*out) & 1);", "(*out)->flag++; return 0;"))
    return body("LINK int NAME(P **out, long v)", lines)


@helper("out_two")
def out_two(f, pool):
    """Two places, which may be one."""
    make = pool.get(f, "new")
    return body("LINK int NAME(P **x, P **y, long v)", [
        "*x = 0;", "*y = 0;", f"*x = {make}(v);", f.pick("if (*x) p_mark(*x, v + 2);", "", "if (!*x) return -1;"), leaves(f),
        "if (x == y) return 1;", f"P *p = {f.pick(make, pool.get(f, 'new'))}(v + 1);",
        f.pick("*y = p;", "if (!p) { DROP(*x); *x = 0; return -2; } *y = p;", "if (p && *x) p->flag = (*x)->flag; *y = p;"),
        "return 0;"])


# ---- Constructors whose object is not always new, or not only the caller's ----

@helper("cached")
def cached(f, pool):
    """One of the constructor's own on some inputs; NAME_free lets the others go."""
    make = pool.get(f, "new")
    if f.r.random() < 0.5:
        own, start = "&NAME_own", "p_fill(&NAME_own, v);"
        text, is_own = "static P NAME_own;\n", "p == &NAME_own"
    else:
        own, start = "NAME_own", f"if (!NAME_own) NAME_own = {make}(v); if (NAME_own) p_mark(NAME_own, v);"
        text, is_own = "static P *NAME_own;\n", "p == NAME_own"
    text += body("LINK P *NAME(long v)", [f"if (p_fails(v, {f.pick('2', '3')})) {{ {start} return {own}; }}",
                                          f"return {make}(v);"])
    return text + body(f"{f.pick('NI static', 'static')} void NAME_free(P *p)", [f"if (!({is_own})) DROP(p);"])


@helper("argument")
def argument(f, pool):
    return body("LINK P *NAME(P *p, long v)", [
        f"if (p && {f.pick('p->flag & 1', 'p_fails(v, 2)', 'p_sum(p) & 1', '1')}) return p;",
        f.pick(f"return {pool.get(f, 'new')}(v);",
               f"P *x = {pool.get(f, 'new')}(v); if (!x) return p; if (p) x->flag = p->flag; return x;")])


@helper("listed")
def listed(f, pool):
    """On a list of all that are alive; NAME_free takes it off."""
    text = "static P *NAME_first;\n" + body("LINK P *NAME(long v)", [
        f"P *p = {pool.get(f, 'new')}(v);", "if (!p) return 0;",
        f.pick("p->next = NAME_first; NAME_first = p;", "P **at = &NAME_first; while (*at) at = &(*at)->next; *at = p;"),
        f.pick("", "p_told += (long)(p_list(NAME_first) & 7);"), "return p;"])
    return text + body(f"{f.pick('NI static', 'static')} void NAME_free(P *p)", [
        "for (P **at = &NAME_first; *at; at = &(*at)->next)", "  if (*at == p) {", "    *at = p->next;", "    break;", "  }",
        "DROP(p);"])


@helper("field")
def field(f, pool):
    """Stored in a member of what the caller has, and returned."""
    return body("LINK P *NAME(P *owner, long v)", [
        f"P *p = {pool.get(f, 'new')}(v);", "if (!p) return 0;", f"owner->in[{f.pick('0', '1', 'v & 1')}] = p;",
        f.pick("", "owner->flag++;", "p->flag = owner->flag;"), "return p;"])


# ---- Constructors of several objects ----

@helper("nest")
def nest(f, pool):
    """One to three objects inside; what fails frees what there is. NAME_free frees all."""
    count, inner = f.r.randint(1, 3), [pool.get(f, "new") for _ in range(3)]
    deeper = pool.level < 3 and f.r.random() < 0.3
    free_inner = ["DROP(p->in[{}]);"] * 3
    if deeper:
        inner[0] = pool.get(f, "nest")
        free_inner[0] = inner[0] + "_free(p->in[{}]);"
    lines = [f"P *p = {f.pick(pool.get(f, 'new') + '(v)', pool.get(f, 'new') + '(v)', 'NEW(P)')};", "if (!p) return 0;"]
    if "NEW" in lines[0]:
        lines.append("p_fill(p, v);")
    careful = f.r.random() < 0.6
    for k in range(count):
        lines.append(f"p->in[{k}] = {inner[k]}(v + {k + 1});")
        if careful:
            undo = "".join(free_inner[m].format(m) + " " for m in reversed(range(k)))
            lines.append(f"if (!p->in[{k}]{f.pick('', ' || p_fails(v + %d, 6)' % k)}) "
                         f"{{ {free_inner[k].format(k)} {undo}DROP(p); return 0; }}")
        lines.append(leaves(f))
    free = ["if (!p) return;"] + [free_inner[k].format(k) + f.pick("", f" p->in[{k}] = 0;") for k in range(count)]
    if f.r.random() < 0.5:
        free[1:] = free[:0:-1]
    free.append("DROP(p);")
    return (body("LINK P *NAME(long v)", lines + ["return p;"])
            + body(f"{f.pick('NI static', 'static', 'NI')} void NAME_free(P *p)", free))


@helper("chain")
def chain(f, pool):
    """Calls itself to a depth: a list by `next`, ended by a failure. NAME_free frees it, by a loop or by recursion."""
    make = pool.get(f, "new")
    text = f.pick(body("LINK P *NAME(long v, int depth)", [
        f"P *p = {make}(v + depth);", "if (!p) return 0;", "if (depth > 0) p->next = NAME(v, depth - 1);", "return p;"]),
        body("LINK P *NAME(long v, int depth)", ["if (depth <= 0) return 0;", "P *rest = NAME(v + 1, depth - 1);",
                                                 f"P *p = {make}(v);", "if (!p) return rest;", "p->next = rest;", "return p;"]),
        body("LINK P *NAME(long v, int depth)", ["P *head = 0;", "for (int k = 0; k < depth; k++) {",
                                                 f"  P *p = {make}(v + k);", "  if (!p) break;", "  p->next = head;",
                                                 "  head = p;", "}", "return head;"]))
    return text + f.pick(
        body("NI static void NAME_free(P *p)", ["while (p) {", "  P *next = p->next;", "  DROP(p);", "  p = next;", "}"]),
        body("NI static void NAME_free(P *p)", ["if (!p) return;", "NAME_free(p->next);", "DROP(p);"]),
        body("static void NAME_free(P *p)", ["if (p) {", "  P *next = p->next;", "  DROP(p);", "  NAME_free(next);", "}"]))


@helper("tree")
def tree(f, pool):
    """Calls itself twice, maybe through a pointer to itself; the destructor is recursive, or a walk with a callback."""
    make, again = pool.get(f, "new"), f.pick("NAME", "NAME", "(*NAME_again)")
    text = ("static P *(*volatile NAME_again)(long, int);\n"
            + body("NI static P *NAME(long v, int depth)", [
                f"P *p = {make}(v);", "if (!p) return 0;", "NAME_again = NAME;", "if (depth > 0) {",
                f"  p->in[0] = {again}(v * 2 + 1, depth - 1);", f"  p->in[{f.pick('1', '2')}] = {again}(v * 2 + 2, depth - 1);",
                "}", "return p;"]))
    if f.r.random() < 0.5:
        return text + body("NI static void NAME_free(P *p)", ["if (!p) return;", "for (int k = 0; k < 3; k++)",
                                                              "  NAME_free(p->in[k]);", "DROP(p);"])
    return (text + body("NI static void NAME_walk(P *p, p_call_t call)", [
        "if (!p) return;", "for (int k = 0; k < 3; k++)", "  NAME_walk(p->in[k], call);", "call(p);"])
        + "static void NAME_one(P *p) { DROP(p); }\n" + "static void NAME_free(P *p) { NAME_walk(p, NAME_one); }\n")


# ---- In place, and by value ----

@helper("init")
def init(f, pool):
    """Sets up what its argument points to; NAME_clear undoes it, NAME_grow makes the buffer larger."""
    size = f.pick("16", "(size_t)(v & 7) + 1", "(size_t)(v & 63) * 9 + 1")
    block = f.pick("malloc(b->cap)", "calloc(1, b->cap)", pool.get(f, "alloc") + "(b->cap)")
    lines = ["b->one = b->two = 0;", "b->at = 0;", "b->len = b->cap = 0;", f"b->one = {pool.get(f, 'new')}(v);",
             f.pick("", f"if (v & 1) b->two = {pool.get(f, 'new')}(v + 1);", f"b->two = {pool.get(f, 'new')}(v + 1);"),
             leaves(f), f.pick("", "if (p_fails(v, 5)) { DROP(b->one); DROP(b->two); b->one = b->two = 0; return -1; }"),
             f"b->cap = {size};", f"b->at = (unsigned char *){block};",
             "if (!b->at) { DROP(b->one); DROP(b->two); b->one = b->two = 0; b->cap = 0; return -2; }",
             "b->len = b->cap / 2;", "p_bytes_fill(b->at, b->len, v);", "return 0;"]
    clear = ["DROP(b->one);", "DROP(b->two);", f.pick("free(b->at);", f"{pool.get(f, 'dealloc')}(b->at);"),
             f.pick("", "b->one = b->two = 0; b->at = 0; b->len = 0;", "memset(b, 0, sizeof *b);")]
    if f.r.random() < 0.5:
        clear[:3] = clear[2::-1]
    grow = ["if (b->len == b->cap) {", "  size_t more = b->cap * 2 + 3;",
            "  unsigned char *at = (unsigned char *)realloc(b->at, more);", "  if (!at) abort();", "  b->at = at;",
            "  b->cap = more;", "}", "b->at[b->len++] = (unsigned char)v;"]
    return (body("LINK int NAME(B *b, long v)", lines)
            + body(f"{f.pick('NI static', 'static', 'NI')} void NAME_clear(B *b)", clear)
            + body(f"{f.pick('NI static', 'static')} void NAME_grow(B *b, long v)", grow))


@helper("pair")
def pair(f, pool):
    make = pool.get(f, "new")
    lines = f.pick([f"R r = {{{make}(v), {make}(v + 1)}};"],
                   ["R r = {0, 0};", f"r.y = {make}(v);", leaves(f), f"r.x = {pool.get(f, 'new')}(v + 2);"],
                   ["R r = {0, 0};", f"r.x = {raw(f, pool)};", f"if (r.x) {fill(f, 'r.x', 'v')}",
                    f"if (v & 1) r.y = {make}(v + 3);"])
    lines.append(f.pick("", "if (p_fails(v, 3)) { R t = {r.y, r.x}; return t; }",
                        "if (p_fails(v, 4)) { DROP(r.x); r.x = 0; }"))
    return body("LINK R NAME(long v)", lines + ["return r;"])


@helper("large")
def large(f, pool):
    make = pool.get(f, "new")
    return body("LINK W NAME(long v)", [
        "W w = {0, 0, 0, 0, 0};", f"w.x = {make}(v);", f"w.y = {f.pick(make, pool.get(f, 'new'))}(v + 1);",
        f"w.z = {f.pick('w.x', 'w.y', '0')};", "w.len = (size_t)(v & 15) + 1;",
        f"w.at = (unsigned char *){f.pick('malloc(w.len)', pool.get(f, 'alloc') + '(w.len)')};",
        "if (w.at) p_bytes_fill(w.at, w.len, v); else w.len = 0;", "return w;"])


@helper("bytes")
def sized(f, pool):
    """A size that is known at run time only."""
    size = f.pick("z", "z * 2", "z + (size_t)(v & 7)")
    how = f.pick("malloc(m)", "calloc(m, 1)", pool.get(f, "alloc") + "(m)")
    return body("LINK unsigned char *NAME(size_t z, long v)", [
        f"size_t m = {size} + 1;", f.pick("", "if (m > 5000) return 0;"), f"unsigned char *p = (unsigned char *){how};",
        "if (!p) return 0;", leaves(f), "p_bytes_fill(p, m, v);",
        f.pick("", "if (p_fails(v, 5)) { free(p); return 0; }",
               "{ unsigned char *q = (unsigned char *)realloc(p, m + 20); if (q) p = q; }"), "return p;"])


# ---- Destructors of one object, and the like ----

@helper("free")
def free(f, pool):
    again = f"{pool.get(f, 'free')}(p);" if pool.level < 3 else "DROP(p);"
    return body("LINK void NAME(P *p)", f.pick(
        ["DROP(p);"], ["DROP(p);"],
        ["if (!p) return;", f.pick("p_gone++;", "p_told += (long)(p_sum(p) & 7);", "p->stamp = 0;"), "DROP(p);"],
        ["if (p) {", "  p_mark_call(p, 77);", "  DROP(p);", "}"], [again]))


@helper("free_if")
def free_if(f, pool):
    """Tells whether it did."""
    del pool
    return body("LINK int NAME(P *p, int c)", [
        f"if (!p || !({f.pick('c & 1', 'c & 1 && p->flag < 9', 'p_fails(c, 2)', 'p_sum(p) & 1')})) return 0;", "DROP(p);",
        "return 1;"])


@helper("unref")
def unref(f, pool):
    del pool
    return f.pick(body("LINK int NAME(P *p)", ["if (!p || --p->refs > 0) return 0;", "DROP(p);", "return 1;"]),
                  body("LINK int NAME(P *p)", ["if (!p) return 0;", "int last = p->refs == 1;", "if (last) DROP(p);",
                                               "else p->refs--;", "return last;"]))


@helper("free_at")
def free_at(f, pool):
    del pool
    return body("LINK void NAME(P **at)", [f.pick("DROP(*at);", "P *p = *at; DROP(p);"), "*at = 0;"])


@helper("late")
def late(f, pool):
    """Keeps its argument, and lets the one before go."""
    del pool
    return "static P *NAME_last;\n" + body("LINK void NAME(P *p)", [
        f.pick("", "p_told += (long)(p_check(NAME_last) & 7);"), "DROP(NAME_last);", "NAME_last = p;"])


@helper("table")
def table(f, pool):
    """A constant table of destructors, of which all do the same in the end."""
    return (f"static const p_call_t NAME_table[4] = {{{', '.join(pool.get(f, 'free') for _ in range(4))}}};\n"
            + body("LINK void NAME(P *p, int c)", [
                f.pick("NAME_table[c & 3](p);", "p_call_t call = NAME_table[(c + zero) & 3]; call(p);")]))


@helper("walk")
def walk(f, pool):
    del pool
    return body("LINK void NAME(P **all, int count, p_call_t call)", [
        f.pick("for (int k = 0; k < count; k++)", "for (int k = count; k-- > 0;)"), "  if (all[k]) call(all[k]);"])


@helper("free_many")
def free_many(f, pool):
    del pool, f
    return body("LINK void NAME(int count, ...)", ["va_list list;", "va_start(list, count);",
                                                   "for (int k = 0; k < count; k++) {", "  P *p = va_arg(list, P *);",
                                                   "  DROP(p);", "}", "va_end(list);"])


# ---- What moves pointers about ----

@helper("append")
def append(f, pool):
    del pool
    return body("LINK void NAME(P *p, P **head)", f.pick(
        ["p->next = *head;", "*head = p;"], ["while (*head)", "  head = &(*head)->next;", "p->next = 0;", "*head = p;"],
        ["while (*head && (*head)->stamp < p->stamp)", "  head = &(*head)->next;", "p->next = *head;", "*head = p;"]))


@helper("put")
def put(f, pool):
    del pool
    return body("LINK void NAME(P *x, P *y)", [f"y->in[{f.pick('0', '1', '2', 'x->flag & 1')}] = x;",
                                               f.pick("", "x->flag++;", "if (y->in[2] == y) y->flag = 9;")])


@helper("id")
def identity(f, pool):
    del pool
    return body("LINK P *NAME(P *p, P *q)", [f.pick("", "if (p) p->flag = 5;"),
                                             f"return {f.pick('p', 'p', 'p ? p : q', 'q ? q : p')};"])


@helper("swap")
def swap(f, pool):
    del pool, f
    return body("LINK void NAME(P **x, P **y)", ["P *p = *x;", "*x = *y;", "*y = p;"])


@helper("same")
def same(f, pool):
    """Of two that are alive."""
    del pool
    return body("LINK int NAME(const P *x, const P *y)", [f.pick("return x == y;", "return (uintptr_t)x == (uintptr_t)y;",
                                                               "return x == y ? 1 : x && y && x->stamp == y->stamp ? 2 : 0;")])


@helper("sum_many")
def sum_many(f, pool):
    del pool, f
    return body("LINK unsigned long NAME(int count, ...)", [
        "va_list list;", "unsigned long r = 0;", "va_start(list, count);", "for (int k = 0; k < count; k++)",
        "  r = r * 31 + p_sum(va_arg(list, const P *));", "va_end(list);", "return r;"])


# ---- C++ ----

@helper("owner")
def owner(f, pool):
    """A class that allocates in its constructor, which may throw behind that, and factories of it."""
    make = pool.get(f, "new")
    two = f.pick("two()", f"two({make}(v + 1))", "two(new P())")
    fills = "if (two) p_fill(two.get(), v + 1);"
    return ("struct NAME {\n  P *one;\n  std::unique_ptr<P> two;\n"
            f"  {f.pick('NI ', '')}explicit NAME(long v) : one({make}(v)), {two} {{\n    {fills} "
            f"{f.pick('', 'h_throw((int)v & 15);')}\n  }}\n"
            f"  {f.pick('NI ', '')}~NAME() {{ delete one; }}\n  NAME(const NAME &) = delete;\n"
            f"  {f.pick('NI ', '')}unsigned long look() const {{ return p_sum(one) * 5 + p_sum(two.get()); }}\n}};\n"
            f"{f.pick('NI static', 'static', 'NI inline')} NAME *NAME_new(long v) {{ return new NAME(v); }}\n"
            f"{f.pick('NI static', 'static', 'NI inline')} std::unique_ptr<NAME> NAME_make(long v) {{ "
            f"{f.pick('', 'if (v & 1) return nullptr; ')}return std::unique_ptr<NAME>(new NAME(v)); }}\n")
