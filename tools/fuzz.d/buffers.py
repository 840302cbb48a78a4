# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements about memory of other sizes: growing arrays, strings, variable sizes, flexible members, VLAs."""
from function import statement

TEXTS = ["abc", "x=1;y=2", "", "a;b;c", "key=value", "12345", "0x1f;7", "longer text than the others; x"]


@statement(3.0, "vector")
def vector(f):
    grow = f.pick("cap = cap ? cap * 2 : 2;", "cap += 3;", "cap = 8 + cap;", "cap = len + 1;")
    push = f"if (len == cap) {{ {grow} long *more = (long *)R(vec, cap * sizeof *vec); if (!more) abort(); vec = more; }} "
    push = push.replace("R(", f.pick("realloc(", "realloc(", "xrealloc("))
    push = "{ " + push + f"vec[len++] = {f.value()}; }}"
    f.emit(f.pick(
        push, push, push, f"for (int k = 0; k < {f.pick('3', 'n', '5')}; k++) {push}", "if (len) acc += vec[--len];",
        "for (unsigned k = 0; k < len; k++) acc = acc * 3 + vec[k];", "if (len > 1) qsort(vec, len, sizeof *vec, cmp_long);",
        "free(vec); vec = 0; cap = len = 0;", "if (len > 2) { memmove(vec, vec + 1, --len * sizeof *vec); }",
        "{ long *twin = (long *)malloc((len + 1) * sizeof *twin); if (twin) { for (unsigned k = 0; k < len; k++) "
        "twin[k] = vec[k] + 1; twin[len] = 5; acc += twin[len / 2]; free(twin); } }"))


@statement(0.8, "vector")
def realloc_known(f):
    first, second = f.r.sample(["4", "9", "16", "1"], 2)
    f.emit(f"{{ long *v = (long *)malloc({first} * sizeof *v); if (v) {{ for (int k = 0; k < {first}; k++) v[k] = k + i;")
    f.emit(f"long *more = (long *)realloc(v, {second} * sizeof *v); if (more) v = more;")
    f.emit(f"for (int k = 0; k < {first} && k < {second}; k++) acc = acc * 3 + v[k]; free(v); }} }}")


@statement(2.0, "string")
def string(f):
    text = f.r.choice(TEXTS)
    f.emit(f.pick(
        f'free(str); str = strdup("{text}");', f'free(str); str = strndup("{text}", (unsigned)n + 1);',
        "if (str) acc += strlen(str);", "if (str) for (char *c = str; *c; c++) acc = acc * 5 + *c;",
        f"if (str) {{ char *c = strchr(str, '{f.pick('=', ';', 'x')}'); if (c) {{ acc += c - str; *c = '_'; }} }}",
        'if (str) { size_t z = strlen(str); char *more = (char *)realloc(str, z + 5); if (more) { str = more; '
        'memcpy(str + z, "+tl", 4); } }',
        'if (str) { char b[40]; snprintf(b, sizeof b, "%.20s.%d", str, i); acc += strlen(b) + b[0]; }',
        'if (str) { char *twin = strdup(str); if (twin) { acc += strcmp(twin, str) == 0; twin[0] = 0; } free(twin); }',
        'if (str) { char *save, *tok = strtok_r(str, ";=", &save); while (tok) { acc = acc * 3 + strlen(tok); '
        'tok = strtok_r(0, ";=", &save); } }'))


@statement(1.2, "string")
def short_string(f):
    body = f.pick(
        "acc += strlen(z);", "char *c = strchr(z, 'x'); if (c) acc += c - z;",
        'char *tok = strtok(z, ";"); while (tok) { acc = acc * 3 + strlen(tok); tok = strtok(0, ";"); }',
        "char *e; acc += strtol(z, &e, 16); acc += e - z;", "for (char *c = z; *c; c++) acc = acc * 5 + *c;",
        'char *m = z, *k; while ((k = strsep(&m, "="))) acc = acc * 7 + strlen(k);',
        "char *e = z + strlen(z); while (e > z) acc = acc * 3 + *--e;", "acc += strspn(z, \"abc\") + strcspn(z, \";\");")
    f.emit(f'{{ char *z = strdup("{f.r.choice(TEXTS)}"); if (z) {{ {body} }} free(z); }}')


@statement(0.8, "string")
def formatted(f):
    size = f.r.choice(["32", "24 + (n & 7)", "(size_t)snprintf(0, 0, \"%d-%d\", n, i) + 1"])
    f.emit(f"{{ size_t z = {size}; char *b = (char *)malloc(z); if (b) {{ snprintf(b, z, \"%d-%d\", n, i); "
           "acc = acc * 7 + strlen(b); for (char *c = b; *c; c++) acc += *c; } free(b); }")


@statement(2.0, "sizes")
def variable_size(f):
    count = f.pick("(unsigned)(n & 7) + 1", "(unsigned)n + 1", "(unsigned)(n + zero) + 1", "(unsigned)acc % 13 + 1",
                   "(n & 1 ? 4u : 9u)", "5u")
    how = f.pick("calloc(m, sizeof *v)", "malloc(m * sizeof *v)", "malloc(sizeof *v * (m + 2))", "xmalloc(m * sizeof *v)")
    guard = f.pick("", "if (m > 16) return 1; ", "if (m > 10) m = 10; ")
    f.emit(f"{{ unsigned m = {count}; {guard}int *v = (int *){how}; if (v) {{ for (unsigned k = 0; k < m; k++) "
           + ("v[k] += " if "calloc" in how else "v[k] = ") + "(int)k * 3 + i;")
    f.emit(f.pick("for (unsigned k = m; k-- > 0;) acc = acc * 3 + (unsigned)v[k];", "acc += v[m / 2] + v[0];",
                  "int *e = v + m; for (int *c = v; c != e; c++) acc += *c;",
                  "memmove(v, v + m / 2, (m - m / 2) * sizeof *v); acc += v[0];"))
    f.emit(f.pick("free(v); } }", "xfree(v); } }", f"if ({f.cond()}) {{ free(v); return 2; }} free(v); }} }}", "} }"))


@statement(1.0, "sizes")
def flexible(f):
    cap = f.pick("4", "(unsigned)(n & 3) + 1", "(unsigned)n + 2")
    f.emit(f"{{ unsigned m = {cap}; Flex *x = (Flex *)malloc(sizeof *x + m * sizeof(long)); if (x) {{ x->cap = m; x->len = 0;")
    f.emit(f"while (x->len < x->cap) {{ x->items[x->len] = i + x->len; x->len++; {f.pick('', 'if (h_err((int)x->len)) break; ')}}}")
    f.emit("for (unsigned k = 0; k < x->len; k++) acc = acc * 3 + x->items[k];")
    f.emit(f.pick("free(x); } }", "} }"))


@statement(0.8, "sizes")
def matrix(f):
    """Rows in an array of pointers; the error path frees those that exist."""
    rows = f.pick("3", "n", "2")
    f.emit(f"{{ long **m = (long **)calloc({rows} + 1, sizeof *m); int k = 0; if (m) {{")
    f.emit(f"for (; k < {rows}; k++) {{ m[k] = (long *)malloc(2 * sizeof **m); if (!m[k]) break; m[k][0] = k; m[k][1] = i; "
           f"{f.pick('', 'if (h_err(k)) { k++; break; } ')}}}")
    f.emit("for (int r = 0; r < k; r++) acc = acc * 3 + m[r][0] + m[r][1];")
    f.emit("while (k > 0) free(m[--k]); free(m); } }")


@statement(1.5, "arrays", nests=True)
def variable_array(f):
    """Stack memory beside which slots may come to lie."""
    k = f.number("vla")
    f.emit(f"{{ {f.pick('char', 'long')} {k}[{f.pick('(unsigned)n + 3', '(unsigned)(n & 3) * 8 + 1', '16')}]; "
           f"memset({k}, n, sizeof {k});")
    f.body(3)
    f.emit(f"acc += {k}[0] + {k}[sizeof {k} / sizeof *{k} - 1]; }}")


@statement(0.8, "alloca")
def alloca(f):
    p = f.p()
    f.emit(f"if (fuel-- > 0) {{ unsigned m = (unsigned)(n & 7) + 2; N **v = (N **)__builtin_alloca(m * sizeof *v); "
           f"for (unsigned k = 0; k < m; k++) v[k] = k & 1 ? {p} : {f.p()}; {p} = v[m - 1]; }}")
