/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What every generated program starts with, in C and in C++: the types, ways to allocate one, and callees that read,
 * write, keep, free, return, compare or hand on what they get. NI callees are a call for the plugin; the others are
 * inlined, so that the function under test has their allocations.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NI __attribute__((noinline))
#ifdef __cplusplus
#define restrict __restrict
#define NEW(T) new T
#define ZNEW(T) new T()
#define DROP(p) delete (p)
#else
#define NEW(T) ((T *)malloc(sizeof(T)))
#define ZNEW(T) ((T *)calloc(1, sizeof(T)))
#define DROP(p) free(p)
#endif

typedef struct N {
  struct N *a, *b;
  long v;
  int tag;
  char pad[12];
} N;
typedef struct {
  N *x, *y;
  long k;
} S;
typedef struct {
  S in;
  N *arr[3];
  int c;
} T;
typedef struct {
  S s[2];
  union {
    N *p;
    uintptr_t bits;
  } u;
  T *t;
  long sum;
} D;
typedef long (*cb_t)(N *);
typedef struct {
  cb_t call;
  N *arg;
} Closure;
typedef struct {
  unsigned cap, len;
  long items[];
} Flex;

/* Where pointers go when they escape. The driver clears these before and reads them after each call. */
static N gnode;
N *g0, *g1;
static N *gs, *gat;
N *gring[4];
static __thread N *tl;
/* The program cannot know that it stays zero. */
extern volatile int zero;
volatile int zero;
/* What calls among generated functions may still go on for. */
static int calls;

/* ---- Allocating ---- */

static inline N *init(N *p, long v) {
  if (!p)
    return 0;
  p->a = p->b = 0;
  p->v = v;
  p->tag = (int)v & 7;
  memset(p->pad, 0, sizeof p->pad);
  return p;
}
static inline N *mk(long v) { return init(NEW(N), v); }
static inline N *mkc(long v) {
  N *p = ZNEW(N);
  if (!p)
    return 0;
  p->v += v;
  return p;
}
/* Tells when it was not zero. */
static inline N *mkz(long v) {
  N *p = ZNEW(N);
  if (!p)
    return 0;
  if (p->a || p->v)
    p->v = 1000000;
  p->v += v;
  return p;
}
#ifdef __cplusplus
#define mkal mkc
#define mkpm mk
#define mkre mkz
#define mkb(v, n) mk((v) + (long)(n))
#define mkcb(v, n) mkc((v) + (long)(n))
#else
static inline N *mkal(long v) { return init((N *)aligned_alloc(64, 64), v); }
static inline N *mkpm(long v) {
  void *p = 0;
  if (posix_memalign(&p, 32, sizeof(N)))
    return 0;
  return init((N *)p, v);
}
static inline N *mkre(long v) { return init((N *)realloc(0, sizeof(N)), v); }
static inline N *mkb(long v, unsigned n) { return init((N *)malloc(sizeof(N) + (n & 31)), v); }
static inline N *mkcb(long v, unsigned n) {
  N *p = (N *)calloc(1 + (n & 1), sizeof(N));
  if (p)
    p->v += v;
  return p;
}
#endif
NI static N *wrap(long v) { return init(NEW(N), v); }
NI N *hwrap(long v) {
  N *p = NEW(N);
  if (!p)
    abort();
  return init(p, v);
}
static inline void *xmalloc(size_t size) {
  void *p = malloc(size ? size : 1);
  if (!p) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return p;
}
NI static void *xrealloc(void *p, size_t size) {
  p = realloc(p, size ? size : 1);
  if (!p)
    abort();
  return p;
}
static inline void xfree(void *p) {
  if (p)
    free(p);
}
/* A structure whose constructor fills it, and what undoes it. */
static inline S *s_new(N *x, N *y) {
  S *s = NEW(S);
  if (s) {
    s->x = x;
    s->y = y;
    s->k = 1;
  }
  return s;
}
static inline D *d_new(void) {
  D *d = ZNEW(D);
  if (!d)
    return 0;
  d->t = ZNEW(T);
  if (!d->t) {
    DROP(d);
    return 0;
  }
  return d;
}
static inline void d_delete(D *d) {
  if (!d)
    return;
  DROP(d->t);
  DROP(d);
}
static inline void s_init(S *s, long v) {
  s->x = mk(v);
  s->y = v & 1 ? mkc(v) : 0;
  s->k = v;
}
static inline void s_clear(S *s) {
  DROP(s->x);
  DROP(s->y);
  s->x = s->y = 0;
}
/* Zero and an object, or an error and none. */
static inline int n_make(N **out, long v) {
  *out = 0;
  if ((v * 7 + zero) % 5 == 3)
    return -1;
  *out = mk(v);
  return *out ? 0 : -1;
}

/* ---- Using ---- */

NI static int h_err(int c) { return (c * 7 + zero) % 3 == 0 ? -1 : 0; }
NI static long h_read(const N *p) { return p->v * 3 + p->tag; }
NI long h_readx(const N *p) {
  unsigned long s = 0;
  for (int i = 0; i < 5 && p; i++, p = p->a)
    s = s * 7 + (unsigned long)p->v;
  return (long)s;
}
NI static void h_write(N *p, long v) {
  p->v = v;
  p->tag++;
}
NI static N *h_id(N *p) { return p; }
NI N *h_idw(N *p) {
  p->v++;
  return p;
}
NI static void h_store(N **o, N *p) { *o = p; }
NI void h_swap(N **x, N **y) {
  N *t = *x;
  *x = *y;
  *y = t;
}
NI static N *h_pick(N *x, N *y, int c) { return c & 1 ? x : y; }
NI static N *h_next(N *p) { return p->a; }
NI static N *h_load(N *const *p) { return *p; }
NI static N *h_find(N *const *arr, int n, long v) {
  for (int i = 0; i < n; i++)
    if (arr[i] && arr[i]->v > v)
      return arr[i];
  return 0;
}
NI static void h_link(N *x, N *y) { x->a = y; }
NI static void h_rot(N **r) {
  N *t = r[0];
  r[0] = r[1];
  r[1] = r[2];
  r[2] = r[3];
  r[3] = t;
}
NI static long h_byval(S s) { return (s.x ? s.x->v : 3) + (s.y ? s.y->v : 5) + s.k; }
NI static S h_mks(N *x, N *y, long k) {
  S s = {x, y, k};
  return s;
}
NI static S h_rev(S s) {
  S r = {s.y, s.x, -s.k};
  return r;
}
NI static uintptr_t h_int(N *p) { return (uintptr_t)p; }
NI static void h_clearlink(N *p) { p->a = p->b = 0; }
/* Callees whose parameters are restrict leave scopes behind when they are inlined. */
static inline N *hr_step(const N *restrict prev, long i, unsigned long *restrict o) {
  long v = prev ? prev->v : 3;
  N *c = mk(v + i);
  *o += (unsigned long)v;
  return c;
}
static inline void hr_mix(N *restrict x, const N *restrict y) {
  x->v += y->v & 0xffff;
  x->tag = (y->tag & 7) + 1;
}
static inline N *hr_copy(const N *restrict p, int n) {
  N *c = n & 1 ? NEW(N) : ZNEW(N);
  if (c) {
    c->v = p->v + n;
    c->a = c->b = 0;
    c->tag = p->tag;
    memset(c->pad, 1, sizeof c->pad);
  }
  return c;
}

/* ---- Keeping and freeing ---- */

NI void h_keep(N *p) { g0 = p; }
NI static void h_keeps(N *p) {
  static N *last;
  if (last)
    gs = last;
  last = p;
}
NI static void h_free(N *p) { DROP(p); }
NI void h_freeif(N *p, int c) {
  if (c & 1)
    DROP(p);
}
NI static void h_outalloc(N **o, long v) { *o = mk(v); }
NI static void h_drop(N **o) {
  DROP(*o);
  *o = 0;
}
/* For __attribute__((cleanup)): one inlined, one not. */
static inline void clean_node(N **p) { DROP(*p); }
NI static void clean_call(N **p) { DROP(*p); }

/* ---- Functions that are called through pointers ---- */

static long cb_read(N *p) { return p->v + 1; }
static long cb_bump(N *p) { return ++p->v; }
static long cb_keep(N *p) {
  g1 = p;
  return 2;
}
static long cb_free(N *p) {
  DROP(p);
  return 4;
}
static long cb_own(N *p) {
  N *own = mk(p->v);
  long r = own ? own->v * 2 : 0;
  DROP(own);
  return r;
}
static cb_t const callbacks[4] = {cb_read, cb_bump, cb_own, cb_read};
NI static long h_call(N *p, cb_t f) { return f(p) * 2; }
NI static long h_each(N *const *arr, int n, cb_t f) {
  unsigned long sum = 0;
  for (int i = 0; i < n; i++)
    if (arr[i])
      sum = sum * 3 + (unsigned long)f(arr[i]);
  return (long)(sum & 0xffffff);
}
NI static long h_closure(const Closure *c) { return c->call(c->arg); }
static int cmp(const void *x, const void *y) {
  const N *p = *(N *const *)x, *q = *(N *const *)y;
  long a = p ? p->v : 0, b = q ? q->v : 0;
  return (a > b) - (a < b);
}
static int cmp_keep(const void *x, const void *y) {
  N *p = *(N *const *)x;
  if (p)
    gs = p;
  return cmp(x, y);
}
static int cmp_long(const void *x, const void *y) {
  long a = *(const long *)x, b = *(const long *)y;
  return (a > b) - (a < b);
}

/* ---- Variadic ---- */

NI static long h_sum(int count, ...) {
  va_list list;
  long sum = 0;
  va_start(list, count);
  for (int i = 0; i < count; i++) {
    N *p = va_arg(list, N *);
    sum += p ? p->v & 0xffff : 3;
  }
  va_end(list);
  return sum;
}
NI static N *h_last(int count, ...) {
  va_list list;
  N *p = 0;
  va_start(list, count);
  for (int i = 0; i < count; i++)
    p = va_arg(list, N *);
  va_end(list);
  return p;
}
NI static void h_vkeep(int count, ...) {
  va_list list;
  va_start(list, count);
  for (int i = 0; i < count; i++)
    gring[i & 3] = va_arg(list, N *);
  va_end(list);
}

/* ---- Recursion with an object in each frame ---- */

NI static long h_deep(int depth, const N *up) {
  N *own = mk(depth);
  if (!own)
    return 0;
  own->a = (N *)up;
  long r = depth > 0 ? h_deep(depth - 1, own) : h_readx(own) & 0xffff;
  r += own->v;
  DROP(own);
  return r;
}
/* The object of a frame is dead before the call in tail position, or it is what is handed on. */
NI static long h_tail(int depth, long sum) {
  N *own = mkc(depth);
  if (!own)
    return 0;
  sum += own->v * 3 + h_read(own);
  DROP(own);
  return depth > 0 ? h_tail(depth - 1, sum) : sum;
}
NI static long h_baton(int depth, N *up) {
  N *own = mk(depth + (up ? up->v & 0xff : 0));
  DROP(up);
  if (depth > 0)
    return h_baton(depth - 1, own);
  long r = own ? own->v : 0;
  DROP(own);
  return r;
}

/* ---- Looking ---- */

NI static void clobber(void) {
  volatile char buf[6000];
  for (int i = 0; i < 6000; i++)
    buf[i] = (char)0xa5;
}
/* Everything of an object but addresses. */
NI static long look(N *p) { return p ? p->v + 31 * p->tag + (p->a != 0) * 3 + (p->b != 0) * 5 : -7; }
static void show(const char *what, long r) {
  /* Not by printf, of whose strings MSan does not look at the bytes. */
  fputs(what, stdout);
  printf(" %ld %ld %ld %ld %ld %ld", r, look(g0), look(g1), look(gs), look(gat), look(gnode.a));
  for (int i = 0; i < 4; i++)
    printf(" %ld", look(gring[i]));
  printf("\n");
  fflush(stdout);
}
