# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random C programs that love the heap, for differential testing of the escape plugin.

  generate.py SEED COUNT > x.c   COUNT test functions and a main that runs each in a child of its own

Nothing here proves a program well defined: tools/fuzz runs it under ASan+UBSan first and drops every function that it
reports. To make that test sharp, pointers are dereferenced before they are compared, fresh memory is always written
before it is read, every loop is bounded, and the driver reads what a function left in globals and out-parameters.
"""
import random
import sys

PRELUDE = r'''
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#define NI __attribute__((noinline))
typedef struct N { struct N *a, *b; long v; int tag; char pad[12]; } N;
typedef struct { N *x, *y; long k; } S;
typedef struct { S in; N *arr[3]; int c; } T;
static N gnode; N *g0, *g1; static N *gs; N *gring[4];
extern volatile int zero; volatile int zero;
static inline N *init(N *p, long v) { if (p) { p->a = p->b = 0; p->v = v; p->tag = (int)v & 7; memset(p->pad, 0, sizeof p->pad); } return p; }
static inline N *mk(long v) { return init(malloc(sizeof(N)), v); }
static inline N *mkc(long v) { N *p = calloc(1, sizeof(N)); if (!p) return 0; p->v += v; return p; }
static inline N *mkz(long v) { N *p = calloc(1, sizeof(N)); if (!p) return 0; if (p->a || p->v) p->v = 1000000; p->v += v; return p; }
static inline N *mkal(long v) { return init(aligned_alloc(64, 64), v); }
static inline N *mkpm(long v) { void *p = 0; if (posix_memalign(&p, 32, sizeof(N))) return 0; return init(p, v); }
static inline N *mkre(long v) { return init(realloc(0, sizeof(N)), v); }
static inline N *mkb(long v, unsigned n) { return init(malloc(sizeof(N) + (n & 31)), v); }
static inline N *mkcb(long v, unsigned n) { N *p = calloc(1 + (n & 1), sizeof(N)); if (p) p->v += v; return p; }
static inline N *hr_step(const N *restrict prev, long i, long *restrict o) { long v = prev ? prev->v : 3; N *c = mk(v + i); *o += v; return c; }
static inline void hr_mix(N *restrict x, const N *restrict y) { x->v += y->v; x->tag = y->tag + 1; }
static inline N *hr_copy(const N *restrict p, int n) { N *c = n & 1 ? malloc(sizeof(N)) : calloc(1, sizeof(N)); if (c) { c->v = p->v + n; c->a = c->b = 0; c->tag = p->tag; memset(c->pad, 1, sizeof c->pad); } return c; }
NI static N *wrap(long v) { return init(malloc(sizeof(N)), v); }
NI N *hwrap(long v) { N *p = malloc(sizeof(N)); if (!p) abort(); return init(p, v); }
NI static long h_read(const N *p) { return p->v * 3 + p->tag; }
NI long h_readx(const N *p) { long s = 0; for (int i = 0; i < 5 && p; i++, p = p->a) s = s * 7 + p->v; return s; }
NI static void h_write(N *p, long v) { p->v = v; p->tag++; }
NI void h_keep(N *p) { g0 = p; }
NI static void h_keeps(N *p) { static N *last; if (last) gs = last; last = p; }
NI static void h_free(N *p) { free(p); }
NI void h_freeif(N *p, int c) { if (c & 1) free(p); }
NI static N *h_id(N *p) { return p; }
NI N *h_idw(N *p) { p->v++; return p; }
NI static void h_store(N **o, N *p) { *o = p; }
NI void h_swap(N **x, N **y) { N *t = *x; *x = *y; *y = t; }
NI static N *h_pick(N *x, N *y, int c) { return c & 1 ? x : y; }
NI static N *h_next(N *p) { return p->a; }
NI static N *h_load(N *const *p) { return *p; }
NI static N *h_find(N *const *arr, int n, long v) { for (int i = 0; i < n; i++) if (arr[i] && arr[i]->v > v) return arr[i]; return 0; }
NI static void h_link(N *x, N *y) { x->a = y; }
NI static void h_rot(N **r) { N *t = r[0]; r[0] = r[1]; r[1] = r[2]; r[2] = r[3]; r[3] = t; }
NI static long h_byval(S s) { return (s.x ? s.x->v : 3) + (s.y ? s.y->v : 5) + s.k; }
NI static S h_mks(N *x, N *y, long k) { S s = {x, y, k}; return s; }
NI static S h_rev(S s) { S r = {s.y, s.x, -s.k}; return r; }
NI static void h_outalloc(N **o, long v) { *o = mk(v); }
NI static void h_drop(N **o) { free(*o); *o = 0; }
NI static uintptr_t h_int(N *p) { return (uintptr_t)p; }
NI static void h_clearlink(N *p) { p->a = p->b = 0; }
typedef long (*cb_t)(N *);
static long cb_read(N *p) { return p->v + 1; }
static long cb_keep(N *p) { g1 = p; return 2; }
static long cb_free(N *p) { free(p); return 4; }
NI static long h_call(N *p, cb_t f) { return f(p) * 2; }
NI static int h_err(int c) { return (c * 7 + zero) % 3 == 0 ? -1 : 0; }
static int cmp(const void *x, const void *y) { const N *p = *(N *const *)x, *q = *(N *const *)y; long a = p ? p->v : 0, b = q ? q->v : 0; return (a > b) - (a < b); }
NI static void clobber(void) { volatile char buf[6000]; for (int i = 0; i < 6000; i++) buf[i] = (char)0xa5; }
NI static long look(N *p) { return p ? p->v + 31 * p->tag + (p->a != 0) * 3 + (p->b != 0) * 5 : -7; }
'''

DRIVER = r'''
static void run(int which) {
  long (*f)(int, N *, N **) = table[which];
  for (int n = 0; n < 6; n++) {
    N *q = mk(100 + n), *out = 0;
    memset(&gnode, 0, sizeof gnode); g0 = g1 = gs = 0; memset(gring, 0, sizeof gring);
    long r = f(n, q, &out);
    clobber();
    N *junk[8];
    for (int i = 0; i < 8; i++) { junk[i] = malloc(sizeof(N) + i * 8); memset(junk[i], 0x77, sizeof(N)); }
    printf("%d.%d %ld %ld %ld %ld %ld %ld\n", which, n, r, look(out), look(g0), look(g1), look(gs), look(gnode.a));
    for (int i = 0; i < 4; i++) printf(" %ld", look(gring[i]));
    printf("\n");
    fflush(stdout);
  }
}
int main(int argc, char **argv) {
  if (argc > 1) { run(atoi(argv[1])); return 0; }
  for (int i = 0; i < (int)(sizeof table / sizeof *table); i++) {
    fflush(stdout);
    pid_t pid = fork();
    if (!pid) { alarm(5); run(i); _exit(0); }
    int st = 0; waitpid(pid, &st, 0);
    if (st) printf("%d.x status %d\n", i, WIFSIGNALED(st) ? 1000 + WTERMSIG(st) : WEXITSTATUS(st));
  }
}
'''


class Gen:
    def __init__(self, rng, index, cxx=False):
        self.cxx = cxx
        self.r = rng
        self.index = index
        self.lines = []
        self.depth = 0
        self.labels = 0
        self.loops = 0
        self.in_loop = 0
        self.gotos = []
        r = rng
        self.np = r.randint(2, 5)
        self.w_escape = r.choice([0, 0, 0, 0, 0.3, 1.5])
        self.w_free = r.choice([0.2, 0.6, 1.2, 2])
        self.w_mem = r.choice([0.2, 1, 2.5])
        self.w_loop = r.choice([0.5, 1, 2])
        self.w_call = r.choice([0, 0.5, 1.5])
        self.w_int = r.choice([0, 0, 0.3, 1])
        self.safe_free = r.random() < 0.85
        self.use_q = r.random() < 0.5

    def emit(self, text):
        self.lines.append('  ' * (self.depth + 1) + text)

    def p(self):
        return 'p%d' % self.r.randrange(self.np)

    def cond(self):
        r = self.r
        return r.choice(['(n & 1)', '(n & 2)', '(acc & 1)', 'n > %d' % r.randrange(5), '(i + n) %% %d == %d' % (r.randint(2, 3), r.randrange(2)),
                         'h_err(n + i)', 'h_err(i)', 'p%d' % r.randrange(self.np), '!p%d' % r.randrange(self.np), 'zero', '!zero', 'i == %d' % r.randrange(4)])

    def ix(self):
        return self.r.choice(['0', '1', '2', '3', '(i & 3)', '((i + 1) & 3)', '(n & 3)', '((unsigned)acc & 3)'])

    def slot(self):
        """An lvalue of type N* in local memory, that can always be named."""
        r = self.r
        return r.choice(['arr[%s]' % self.ix(), 's.x', 's.y', 's2.x', 't.in.x', 't.arr[%s]' % r.choice(['0', '1', '2', 'i % 3']), '(*pp)', 'loc.a', 'loc.b', 'arr[%s]' % self.ix()])

    def alloc(self):
        r = self.r
        v = r.choice(['i + %d' % r.randrange(50), 'acc & 63', 'n * 3', '%d' % r.randrange(90)])
        f = r.choice(['mk', 'mk', 'mk', 'mkc', 'mkz', 'mkal', 'mkpm', 'mkre', 'mkb', 'mkcb', 'mk', 'hwrap' if r.random() < .3 else 'mk', 'wrap' if r.random() < .3 else 'mk'])
        return '%s(%s%s)' % (f, v, ', (unsigned)n' if f in ('mkb', 'mkcb') else '')

    def free(self):
        r, p = self.r, self.p()
        how = r.choice(['free(%s);', 'free(%s);', 'free(%s);', 'h_free(%s);', 'h_drop(&%s);', 'h_freeif(%s, n);'] if self.w_call else ['free(%s);'])
        what = p if r.random() < 0.8 else self.slot()
        if self.safe_free:
            # forget every copy of it that the function can name, and compare before it is freed: a dead pointer has no value
            names = ['p%d' % k for k in range(self.np)] + ['arr[%d]' % k for k in range(4)] + ['s.x', 's.y', 's2.x', 's2.y', 't.in.x', 't.arr[0]', 't.arr[1]', 't.arr[2]', 'loc.a', 'loc.b']
            r.shuffle(names)
            if how.startswith('h_drop') or r.random() < 0.5:
                self.emit('{ N *dead = %s;' % what)
                for name in names:
                    self.emit('  if (%s == dead) %s = 0;' % (name, name))
                self.emit('  ' + how % 'dead' + ' }')
            else:
                self.emit(how % what)
                for name in names:
                    if name == what or r.random() < 0.5:
                        self.emit('%s = 0;' % name)
                self.emit('%s = 0;' % what)
        elif r.random() < 0.5:
            self.emit('%s = 0;' % what)

    def stmt(self):
        r = self.r
        choices = [
            (2.0, 'alloc'), (self.w_free, 'free'), (2.0, 'use'), (1.0, 'copy'), (self.w_mem, 'tomem'), (self.w_mem, 'frommem'), (self.w_mem * .6, 'link'),
            (self.w_mem * .4, 'memcpy'), (self.w_mem * .2, 'pp'), (self.w_call, 'call'), (self.w_int, 'int'), (self.w_escape, 'escape'), (0.4, 'compare'), (0.3, 'selectq'),
            (0.3, 'block'), (0.3 * self.w_call, 'string'), (0.25, 'pair')]
        if self.depth < 4:
            choices += [(1.2, 'if'), (self.w_loop * .8, 'loop'), (0.2, 'switch')]
        if self.in_loop and self.depth:
            choices += [(0.7, 'leave')]
        if self.depth:
            choices += [(0.2, 'return'), (0.15, 'goto')]
        if self.cxx:
            choices = [c for c in choices if c[1] != 'goto'] + [(0.6, 'unique'), (0.4, 'throw'), (0.3, 'vector')]
            if self.depth < 3:
                choices += [(0.5, 'try')]
        kinds = [c[1] for c in choices]
        getattr(self, 's_' + r.choices(kinds, [c[0] for c in choices])[0])()

    def s_alloc(self):
        r = self.r
        if r.random() < 0.85:
            self.emit('%s = %s;' % (self.p(), self.alloc()))
        else:
            self.emit('%s = %s;' % (self.slot(), self.alloc()))

    def s_free(self):
        self.free()

    def s_pair(self):
        """A block that lives shortly, with all kinds of doings in between."""
        p = self.p()
        self.emit('%s = %s;' % (p, self.alloc()))
        if self.r.random() < 0.3:
            self.emit('g0 = %s;' % p)
        if self.r.random() < 0.5:
            self.emit('if (%s) acc += %s->v;' % (p, p))
        self.emit('free(%s); %s = 0;' % (p, p))
        self.emit('g0 = 0;')

    def s_use(self):
        r, p = self.r, self.p()
        self.emit('if (%s) %s' % (p, r.choice(['acc = acc * 31 + %s->v;', 'acc += %s->v++;', '%s->v += acc & 15;', 'acc ^= %s->tag;', '{ %s->tag = i; }', 'acc += %s->a ? %s->a->v : 9;', 'acc += %s->pad[i & 7]++;']).replace('%s', p)))

    def s_copy(self):
        r, a, b = self.r, self.p(), self.p()
        self.emit(r.choice(['%s = %s;' % (a, b), '{ N *x = %s; %s = %s; %s = x; }' % (a, a, b, b), '%s = %s ? %s : %s;' % (a, self.cond(), b, self.p()), '%s = 0;' % a]))

    def s_tomem(self):
        self.emit('%s = %s;' % (self.slot(), self.p() if self.r.random() < .85 else self.slot()))

    def s_frommem(self):
        self.emit('%s = %s;' % (self.p(), self.slot()))

    def s_link(self):
        r, a, b = self.r, self.p(), self.p()
        f = r.choice(['a', 'b'])
        self.emit('if (%s) %s' % (a, r.choice(['%s->%s = %s;' % (a, f, b), '%s = %s->%s;' % (b, a, f), '%s->%s = 0;' % (a, f), '{ %s->%s = %s; %s = %s; }' % (a, f, b, b, a)])))

    def s_memcpy(self):
        r = self.r
        self.emit(r.choice(['s2 = s;', 's = s2;', 'memcpy(&s, &s2, sizeof s);', 'memmove(arr, arr + 1, 3 * sizeof *arr); arr[3] = %s;' % self.p(), 'memmove(arr + 1, arr, 3 * sizeof *arr); arr[0] = %s;' % self.p(),
                            'memset(arr, 0, sizeof arr);', 'memset(&s, 0, sizeof s);', 't.in = s;', 's2 = t.in;', 'memcpy(t.arr, arr, sizeof t.arr);', 'memcpy(arr, t.arr, sizeof t.arr);',
                            '{ N *x = arr[0]; arr[0] = arr[1]; arr[1] = arr[2]; arr[2] = arr[3]; arr[3] = x; }', 'h_rot(arr);', '{ T u = t; t.arr[i % 3] = u.arr[n % 3]; }',
                            'if (%s && %s) *%s = *%s;' % ((lambda a, b: (a, b, a, b))(self.p(), self.p())), 'loc = gnode;']))

    def s_pp(self):
        self.emit('pp = %s;' % self.r.choice(['&' + self.p(), '&arr[%s]' % self.ix(), '&s.x', '&s2.y', '&loc.a']))

    def s_call(self):
        r, a, b = self.r, self.p(), self.p()
        c = self.cond()
        self.emit(r.choice([
            'if (%s) acc += h_read(%s);' % (a, a), 'acc += h_readx(%s);' % a, 'if (%s) h_write(%s, acc & 255);' % (a, a), '%s = h_id(%s);' % (a, b), 'if (%s) %s = h_idw(%s);' % (b, a, b),
            'h_store(&%s, %s);' % (a, b), 'h_store(&%s, %s);' % (self.slot(), b), 'h_swap(&%s, &%s);' % (a, b), 'h_swap(&%s, &%s);' % (a, self.slot()), '%s = h_pick(%s, %s, n);' % (a, b, self.p()),
            '%s = h_pick(%s, q, i);' % (a, b) if self.use_q else 'acc++;', 'if (%s) %s = h_next(%s);' % (b, a, b), '%s = h_load(&%s);' % (a, self.slot()), '%s = h_find(arr, 4, acc & 31);' % a,
            'if (%s) h_link(%s, %s);' % (a, a, b), 'h_rot(arr);', 'acc += h_byval(s);', 's = h_mks(%s, %s, acc & 7);' % (a, b), 's2 = h_rev(s);', 'h_outalloc(&%s, i);' % a,
            'if (%s) acc += h_call(%s, %s ? cb_read : cb_read);' % (a, a, c), 'qsort(arr, 4, sizeof *arr, cmp);', 'if (%s) h_clearlink(%s);' % (a, a), '%s = hr_step(%s, i, &acc);' % (a, a), '%s = hr_step(%s, n, &acc);' % (a, b), 'if (%s) %s = hr_copy(%s, n + i);' % (b, a, b), 'if (%s) %s = hr_copy(%s, i);' % (a, a, a),
            'if (%s && %s && %s != %s) hr_mix(%s, %s);' % (a, b, a, b, a, b)]))

    def s_int(self):
        r, a, b = self.r, self.p(), self.p()
        self.emit(r.choice([
            '{ uintptr_t u = (uintptr_t)%s | 1; %s = (N *)(u & ~(uintptr_t)1); }' % (b, a), 'w = (uintptr_t)%s ^ 0x55;' % b, '%s = (N *)(w ^ 0x55);' % a, 'w = h_int(%s) ^ 0x55;' % b,
            'if (%s) { char *c = (char *)%s + 16; acc += *(long *)c; %s = (N *)(c - 16); }' % (b, b, a), 'if (%s) acc += (char *)&%s->tag - (char *)%s;' % (a, a, a),
            'if (%s) { long d = (char *)&%s->b - (char *)%s; %s = (N *)((char *)&%s->b - d); }' % (b, b, b, a, b), 'acc += ((uintptr_t)%s & 7);' % a,
            'if (%s) { memcpy(bytes, &%s, sizeof %s); }' % (b, b, b), 'memcpy(&%s, bytes, sizeof %s);' % (a, a)]))

    def s_escape(self):
        r, a = self.r, self.p()
        self.emit(r.choice(['g0 = %s;', 'gs = %s;', '*out = %s;', 'gnode.a = %s;', 'h_keep(%s);', 'h_keeps(%s);', 'gring[i & 3] = %s;', 'if (%s) acc += h_call(%s, cb_keep);', 'if (q) q->a = %s;']).replace('%s', a))

    def s_compare(self):
        r, a = self.r, self.p()
        b = r.choice([self.p(), self.slot(), 'q'])
        self.emit('if (%s && %s) { acc += %s->v - %s->v; if (%s %s %s) acc += 77; }' % (a, b, a, b, a, r.choice(['==', '!=']), b))

    def s_selectq(self):
        r = self.r
        if self.use_q:
            self.emit('%s = %s ? %s : %s;' % (self.p(), self.cond(), r.choice([self.p(), self.alloc()]), r.choice(['q', '&gnode', '&loc', 'mk(5)'])))
        else:
            self.emit('%s = %s ? %s : %s;' % (self.p(), self.cond(), self.alloc(), self.alloc()))

    def s_block(self):
        """The usual cleanup idiom."""
        p = self.p()
        self.labels += 1
        label = 'fail%d' % self.labels
        self.emit('%s = %s;' % (p, self.alloc()))
        self.emit('if (!%s) goto %s;' % (p, label))
        self.depth += 1
        for _ in range(self.r.randint(1, 3)):
            self.simple()
        self.emit('if (%s) goto %s;' % (self.cond(), label))
        self.simple()
        self.depth -= 1
        self.emit('%s: ;' % label)
        if self.r.random() < .6:
            self.emit('free(%s); %s = 0;' % (p, p))

    def simple(self):
        self.r.choice([self.s_use, self.s_copy, self.s_tomem, self.s_frommem, self.s_link, self.s_alloc])()

    def s_string(self):
        r = self.r
        text = ''.join(r.choice('abcx=;') for _ in range(r.randint(0, 12)))
        self.emit('{ char *z = strdup("%s"); if (z) { %s } free(z); }' % (text, r.choice([
            'acc += strlen(z);', 'char *c = strchr(z, \'x\'); if (c) acc += c - z;', 'char *save, *tok = strtok_r(z, ";", &save); while (tok) { acc = acc * 3 + strlen(tok); tok = strtok_r(0, ";", &save); }',
            'char *e; acc += strtol(z, &e, 16); acc += e - z;', 'for (char *c = z; *c; c++) acc = acc * 5 + *c;', 'char *m = z, *k; while ((k = strsep(&m, "="))) acc = acc * 7 + strlen(k);',
            'char b[40]; snprintf(b, sizeof b, "%s.%d", z, i); acc += strlen(b) + b[0];'])))

    def body(self, most):
        self.depth += 1
        for _ in range(self.r.randint(1, most)):
            self.stmt()
        self.depth -= 1

    def s_if(self):
        self.emit('if (%s) {' % self.cond())
        self.body(4)
        if self.r.random() < 0.5:
            self.emit('} else {')
            self.body(3)
        self.emit('}')

    def s_unique(self):
        r, a = self.r, self.p()
        self.emit('{ std::unique_ptr<N> u(%s);' % self.alloc())
        self.depth += 1
        for _ in range(r.randint(1, 3)):
            self.emit(r.choice(['acc += u ? u->v : 1;', 'h_throw(n + i);', 'if (u) u->v++;', '{ N *x = u.release(); u.reset(%s); %s = x; }' % (self.alloc(), a), 'if (u) { u->a = %s; if (u->a) acc += u->a->v; }' % a,
                                'u.reset();', '{ std::unique_ptr<N> w2 = std::move(u); if (w2) acc += w2->v; }', 'u.reset(%s);' % self.alloc(), '%s = u.release();' % a, '{ N *x = u.get(); if (x && %s) acc += x == %s; }' % (a, a)]))
        self.depth -= 1
        self.emit('}')

    def s_throw(self):
        self.emit(self.r.choice(['h_throw(n + i);', 'h_throw(i);', 'if (%s) throw (int)(acc & 15);' % self.cond()]))

    def s_vector(self):
        self.emit('{ std::vector<long> z(%s); for (unsigned m = 0; m < z.size(); m++) z[m] += m * 3; for (long e : z) acc += e;%s }' % (self.r.choice(['3', '4', '(n & 3) + 1']), self.r.choice(['', ' z.push_back(acc); acc += z.back();', ' h_throw(n);'])))

    def s_try(self):
        self.emit('try {')
        self.body(4)
        self.emit('} catch (int e) {')
        self.emit('acc += e;')
        self.body(2)
        self.emit('}')

    def s_switch(self):
        self.emit('switch ((n + i) & 3) {')
        saved, self.in_loop = self.in_loop, 0
        for k in range(self.r.randint(2, 4)):
            self.emit('case %d: {' % k)
            self.body(2)
            self.emit('}%s' % (' break;' if self.r.random() < .7 else ' /* fall through */ ;'))
        self.in_loop = saved
        self.emit('}')

    def s_loop(self):
        r = self.r
        self.loops += 1
        var, bound = 'k%d' % self.loops, r.choice(['3', '4', '2', 'n', '(n & 3) + 1', '5', 'n + 1'])
        shape = r.randrange(3)
        self.in_loop += 1
        if shape == 0:
            self.emit('for (int %s = 0; %s < %s; %s++) { i = %s;' % (var, var, bound, var, var))
            self.body(6)
            self.emit('}')
        elif shape == 1:
            self.emit('{ int %s = 0; do { i = %s;' % (var, var))
            self.body(6)
            self.emit('} while (++%s < %s); }' % (var, bound))
        else:
            self.emit('{ int %s = 0; while (%s++ < %s && fuel-- > 0) { i ^= %s;' % (var, var, bound, var))
            self.body(6)
            self.emit('} }')
        self.in_loop -= 1

    def s_leave(self):
        self.emit('if (%s) %s;' % (self.cond(), self.r.choice(['continue', 'break', 'continue'])))

    def s_return(self):
        self.emit('if (%s) return acc;' % self.cond())

    def s_goto(self):
        self.gotos.append(True)
        self.emit('if (%s && fuel-- > 0) goto %s;' % (self.cond(), self.r.choice(['again', 'done', 'middle', 'done'])))

    def function(self):
        r = self.r
        self.emit('long acc = n; int i = 0; int fuel = 20; (void)fuel; uintptr_t w = 0x55; unsigned char bytes[8] = {0};')
        for k in range(self.np):
            self.emit('N *p%d = %s;' % (k, r.choice(['0', '0', '0', 'q' if self.use_q else '0', self.alloc()])))
        self.emit('N *arr[4] = {0}; S s = {0}, s2 = {0}; T t = {0}; N loc = {0}; N **pp = &p0;')
        self.emit('again: ;')
        for _ in range(r.randint(3, 9)):
            self.stmt()
        self.emit('middle: ;')
        for _ in range(r.randint(2, 8)):
            self.stmt()
        self.emit('done: ;')
        for k in range(self.np):
            if r.random() < 0.6:
                self.emit('if (p%d) acc = acc * 3 + p%d->v;' % (k, k))
        if r.random() < 0.4:
            for k in range(4):
                self.emit('if (arr[%d]) acc = acc * 3 + arr[%d]->v;' % (k, k))
        if r.random() < 0.2:
            self.emit('free(p0);')
        self.emit('(void)q; (void)out; (void)pp; (void)w; (void)bytes;')
        self.emit('return acc;')
        return 'NI long f%d(int n, N *q, N **out) {\n%s\n}\n' % (self.index, '\n'.join(self.lines))


def to_cxx(text):
    import re
    text = text.replace('restrict', '__restrict').replace('posix_memalign(&p, 32, sizeof(N))', '!(p = ::new (std::align_val_t(8)) char[1])')
    for f, new in (('malloc(sizeof(N) + (n & 31))', '(N *)::new N'), ('malloc(sizeof(N) + i * 8)', 'malloc(sizeof(N) + i * 8)'), ('malloc(sizeof(N))', 'new N'), ('calloc(1, sizeof(N))', 'new N()'),
                   ('calloc(1 + (n & 1), sizeof(N))', 'new N()'), ('realloc(0, sizeof(N))', 'new (std::nothrow) N'), ('aligned_alloc(64, 64)', 'new N')):
        text = text.replace(f, new)
    text = re.sub(r'static inline N \*mkpm.*', 'static inline N *mkpm(long v) { return init(new N{}, v); }', text)
    text = re.sub(r'(?<![_\w])free\(([^()]*(?:\([^()]*\))?[^()]*)\)', r'delete (\1)', text)
    return text.replace('delete (z)', 'free(z)')


def program(seed, count, only=None, cxx=False):
    text = c_program(seed, count, only, cxx)
    if not cxx:
        return text
    text = to_cxx(text).replace('typedef struct N {', CXX_HEAD + 'typedef struct N {', 1).replace('static inline N *init', CXX_HELP + 'static inline N *init', 1)
    text = text.replace('long r = f(n, q, &out);', 'long r; try { r = f(n, q, &out); } catch (int e) { r = -1000 - e; }')
    return text.replace('memset(junk[i], 0x77', 'memset((void *)junk[i], 0x77').replace('junk[i] = malloc(', 'junk[i] = (N *)malloc(')


CXX_HEAD = '#include <memory>\n#include <new>\n#include <vector>\n'
CXX_HELP = 'NI static void h_throw(int c) { if ((c * 5 + zero) % 4 == 3) throw c & 7; }\n'


def c_program(seed, count, only=None, cxx=False):
    """The text of a program; `only` keeps just these functions (numbers stay)."""
    parts = [PRELUDE]
    for k in range(count):
        text = Gen(random.Random('%d.%d' % (seed, k)), k, cxx).function()
        parts.append(text if only is None or k in only else 'NI long f%d(int n, N *q, N **out) { return n + !q + !out; }\n' % k)
    parts.append('static long (*const table[])(int, N *, N **) = {%s};\n' % ', '.join('f%d' % k for k in range(count)))
    parts.append(DRIVER)
    return ''.join(parts)


if __name__ == '__main__':
    print(program(int(sys.argv[1]), int(sys.argv[2]), cxx='--c++' in sys.argv))
