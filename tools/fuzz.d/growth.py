# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements about blocks that are sometimes in a slot and sometimes on the heap: unknown sizes on both sides of a slot's,
buffers that grow, shrink, move and take turns, and every way to free them."""
from function import statement


@statement(2.0, "growing")
def grown(f):
    """One buffer through realloc in a loop, from nothing or from malloc."""
    start = f.pick("0; z = 0", "(char *)malloc(z)", "(char *)calloc(z, 1)", "(char *)realloc(0, z)")
    grow = f.pick("z = z ? 2 * z : 4", "z += 5", "z = len + 1 + (len & 3)")
    fails = f.pick("abort();", "{ free(b); b = 0; break; }", "break;")
    f.emit(f"{{ size_t z = {f.pick('(unsigned)n + 1', '3', '(unsigned)(acc & 15) + 1')}, len = 0; char *b = {start};")
    f.emit(f"for (int k = 0; k < {f.pick('n * 6', '40', 'n + 9')}; k++) {{ if (!b || len == z) {{ {grow}; "
           f"char *more = (char *)realloc(b, z); if (!more) {fails} b = more; }} b[len++] = (char)(k * 7 + i); "
           f"{f.pick('', 'if (h_err(k)) break; ', 'acc += b[len / 2]; ')}}}")
    f.emit(f.pick("", "if (b) { char *less = (char *)realloc(b, len / 2 + 1); if (less) { b = less; len = len / 2 + 1 < len ? "
                  "len / 2 + 1 : len; } }", "if (b && len) { b = (char *)realloc(b, 0); b = 0; len = 0; }"))
    f.emit("for (size_t k = 0; b && k < len; k++) acc = acc * 3 + (unsigned char)b[k]; free(b); }")


@statement(1.5, "growing")
def alternating(f):
    """Two buffers through one realloc; the free sees both."""
    f.emit("{ long *two[2] = {0, 0}; size_t have[2] = {0, 0};")
    f.emit(f"for (int k = 0; k < {f.pick('n * 2', '9', 'n + 4')}; k++) {{ int w = {f.pick('k & 1', 'k % 3 == 0', '(int)(acc & 1)')}; "
           "long *more = (long *)realloc(two[w], (have[w] + 1) * sizeof *more); if (!more) abort(); two[w] = more; "
           f"more[have[w]++] = k * 5 + i; {f.pick('', 'if (have[w] > 4) { free(two[w]); two[w] = 0; have[w] = 0; } ')}}}")
    f.emit("for (int w = 0; w < 2; w++) { for (size_t k = 0; k < have[w]; k++) acc = acc * 3 + (unsigned long)two[w][k]; "
           "free(two[w]); } }")


@statement(2.0, "growing")
def turns(f):
    """The new block is there before the old one is freed."""
    size = f.pick("(unsigned)k + 1", "(unsigned)(n + k) % 7 + 1", "4")
    f.emit(f"{{ long *old = 0; size_t had = 0; for (int k = 0; k < {f.pick('n + 3', '6', 'n * 2')}; k++) {{ size_t z = {size}; "
           f"long *now = (long *){f.pick('malloc(z * sizeof *now)', 'calloc(z, sizeof *now)')}; if (!now) break; "
           "for (size_t m = 0; m < z; m++) now[m] = (m < had ? old[m] : 0) + (long)m + k;")
    f.emit(f.pick("free(old); old = now; had = z; }", f"if ({f.cond()}) {{ free(now); continue; }} free(old); old = now; had = z; }}",
                  f"if ({f.cond()}) {{ long *t = old; old = now; now = t; size_t s = had; had = z; z = s; }} free(now); }}"))
    f.emit("for (size_t m = 0; m < had; m++) acc = acc * 3 + (unsigned long)old[m]; free(old); }")


@statement(1.5, "growing")
def sized(f):
    """Each allocation function with a size that is known at run time only."""
    make = f.pick("z = (char *)malloc(m);", "z = (char *)calloc(m, 2);", "z = (char *)aligned_alloc(32, (m + 31) / 32 * 32);",
                  "{ void *v = 0; if (posix_memalign(&v, 16, m)) v = 0; z = (char *)v; }", "z = (char *)realloc(0, m);",
                  "{ char t[64]; memset(t, 'a', sizeof t); t[m & 63] = 0; z = strdup(t); m = (m & 63) + 1; }",
                  "{ char t[64]; memset(t, 'a', sizeof t); t[63] = 0; z = strndup(t, m); m = (m < 63 ? m : 63) + 1; }")
    f.emit(f"{{ size_t m = {f.pick('(unsigned)n * 9 + 1', '(unsigned)(acc & 63) + 1', '(unsigned)n + 20')}; char *z = 0; {make}")
    f.emit("if (z) { for (size_t k = 0; k < m; k++) z[k] = (char)(k + i); ")
    f.emit(f.pick("", "{ char *more = (char *)realloc(z, m + 9); if (more) { z = more; } }"))
    f.emit("for (size_t k = 0; k < m; k += 3) acc = acc * 5 + (unsigned char)z[k]; }")
    f.emit(f.pick("free(z); }", f"if ({f.cond()}) {{ free(z); return 4; }} free(z); }}", "free(z); }"))


@statement(1.0, "growing")
def held(f):
    """Buffers in the fields of a local, freed through it."""
    f.emit("{ struct { char *at; size_t len, cap; } s[2] = {{0, 0, 0}, {0, 0, 0}};")
    f.emit(f"for (int k = 0; k < {f.pick('n * 4', '20', 'n + 7')}; k++) {{ int w = k % 3 == 1; if (s[w].len == s[w].cap) {{ "
           "s[w].cap = s[w].cap * 2 + 3; char *more = (char *)realloc(s[w].at, s[w].cap); if (!more) abort(); s[w].at = more; } "
           "s[w].at[s[w].len++] = (char)(k ^ i); }")
    f.emit("for (int w = 0; w < 2; w++) { for (size_t k = 0; k < s[w].len; k++) acc = acc * 3 + (unsigned char)s[w].at[k]; "
           "free(s[w].at); } }")
