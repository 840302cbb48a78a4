/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/* Ways to leave a function other than by returning, and others who look in meanwhile: jumps, signals, exit, threads. */

/* ---- Jumps. Only C: they may not pass the destructors of C++. ---- */

/* Where the next jump goes: the driver's frame, or that of h_guard. */
static sigjmp_buf *target;

#ifdef __cplusplus
#define LEAVE(code) throw(int)(code)
#else
#define LEAVE(code) siglongjmp(*target, code)
#endif

NI static void h_leave(int c) {
  if (h_err(c))
    LEAVE(7);
}
/* Frames with objects that are jumped over: what only they knew is lost, what was stored lives on. */
NI static long h_leave_deep(int depth, N *p) {
  N *own = mk(depth + 40);
  if (!own)
    return 0;
  own->a = p;
  if (depth == 1)
    g0 = own;
  if (depth <= 0)
    h_leave((int)(p->v & 7));
  long r = depth > 0 ? h_leave_deep(depth - 1, own) : own->v;
  if (g0 != own)
    DROP(own);
  return r;
}
static long cb_leave(N *p) {
  N *own = mk(p->v + 1);
  p->tag++;
  h_leave((int)(p->v & 15));
  long r = own ? own->v : 0;
  DROP(own);
  return r;
}
static long cb_leave_keep(N *p) {
  g1 = p;
  p->v++;
  h_leave((int)(p->v & 15));
  return 6;
}
#ifdef __cplusplus
NI static long h_guard(N *p, cb_t f) {
  try {
    return f(p);
  } catch (int e) {
    return -9 - e;
  }
}
#else
NI static long h_guard(N *p, cb_t f) {
  sigjmp_buf here;
  sigjmp_buf *volatile outer = target;
  volatile long r = -9;
  if (!sigsetjmp(here, 1)) {
    target = &here;
    r = f(p);
  }
  target = outer;
  return r;
}
#endif

/* ---- Handlers. They run from raise, so at a known place, and see what was captured. ---- */

static N *gsig;
static volatile long signals;

static void on_signal(int number) {
  signals += 1 + (gsig ? gsig->v : 0);
  if (gsig)
    gsig->tag = number & 3;
}
static void on_signal_keep(int number) {
  signals += number & 1;
  if (gsig)
    g1 = gsig;
}
static void on_signal_free(int number) {
  signals += number & 1;
  DROP(gsig);
  gsig = 0;
}
#ifndef __cplusplus
static void on_signal_leave(int number) {
  signals += number & 1;
  if (gsig && gsig->v & 1)
    siglongjmp(*target, 3);
}
#endif
NI static long h_raise(void (*handler)(int)) {
  signals = 0;
  signal(SIGUSR1, handler);
  raise(SIGUSR1);
  return signals;
}
static void on_abort(int number) {
  show("abort", number + look(gsig));
  _exit(0);
}
NI static void h_abort(int c) {
  signal(SIGABRT, on_abort);
  if (h_err(c) && h_err(c + 1))
    abort();
}

/* ---- exit: handlers read and free what is left ---- */

static N *gend, *gend_free;
static void at_end(void) {
  show("end", look(gend));
  DROP(gend_free);
  gend = gend_free = 0;
}
NI static void h_at_end(void) {
  static int once;
  if (!once++)
    atexit(at_end);
}
NI static void h_exit(int c) {
  if (h_err(c) && h_err(c + 3))
    exit(0);
}

/* ---- Threads, always joined before their effects are looked at ---- */

static void *th_read(void *arg) {
  N *p = (N *)arg;
  return (void *)(uintptr_t)(p->v & 0xff);
}
static void *th_write(void *arg) {
  N *p = (N *)arg;
  p->v = (p->v & 0xffff) * 3 + 1;
  return 0;
}
static void *th_keep(void *arg) {
  gs = (N *)arg;
  tl = (N *)arg;
  return 0;
}
static void *th_own(void *arg) {
  N *p = (N *)arg, *own = mk(p->v + 2), *scratch = mkc(5);
  if (own && scratch)
    own->v += scratch->v;
  DROP(scratch);
  p->b = own;
  return 0;
}
static void *th_free(void *arg) {
  DROP((N *)arg);
  return 0;
}
static void *th_return(void *arg) {
  N *p = (N *)arg;
  p->tag++;
  return p;
}
static inline void *h_thread(void *(*body)(void *), void *arg) {
  pthread_t thread;
  void *result = 0;
  if (pthread_create(&thread, 0, body, arg))
    return 0;
  pthread_join(thread, &result);
  return result;
}
