/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */

/*
 * What generated helpers work on: objects whose bytes follow from a stamp, so that one that was written over, or whose
 * slot is another's, shows when it is looked at.
 */
typedef struct P {
  struct P *in[3], *next;
  long stamp;
  int refs, flag;
  unsigned char body[24];
} P;
/* Something that is set up in place: a local, a member of an array, a block. */
typedef struct {
  P *one, *two;
  unsigned char *at;
  size_t len, cap;
} B;
/* What is returned by value: in registers, and through memory. */
typedef struct {
  P *x, *y;
} R;
typedef struct {
  P *x, *y, *z;
  unsigned char *at;
  size_t len;
} W;
typedef void (*p_call_t)(P *);

/* What helpers count, and what they keep. */
static long p_made, p_gone, p_bytes, p_told;
static P *p_kept;

static inline void p_mark(P *p, long stamp) {
  p->stamp = stamp;
  for (int k = 0; k < 24; k++)
    p->body[k] = (unsigned char)(stamp * 7 + k);
}
static inline void p_fill(P *p, long stamp) {
  p->in[0] = p->in[1] = p->in[2] = p->next = 0;
  p->refs = 1;
  p->flag = (int)(stamp & 3);
  p_mark(p, stamp);
}
NI static void p_fill_call(P *p, long stamp) { p_fill(p, stamp); }
NI static void p_mark_call(P *p, long stamp) { p_mark(p, stamp); }
static inline unsigned long p_sum(const P *p) {
  if (!p)
    return 3;
  unsigned long r = (unsigned long)p->stamp;
  for (int k = 0; k < 24; k++)
    if (p->body[k] != (unsigned char)(p->stamp * 7 + k))
      r += 1000003ul * (unsigned long)(k + 1);
  return r;
}
NI static unsigned long p_check(const P *p) { return p_sum(p); }
NI unsigned long p_look(const P *p) { return p_sum(p) * 3 + (p ? (unsigned long)p->flag : 1); }
/* All that can be reached: by members to a depth, and by a list. */
NI static unsigned long p_deep(const P *p, int depth) {
  unsigned long r = p_sum(p);
  for (int k = 0; p && depth > 0 && k < 3; k++)
    r = r * 31 + p_deep(p->in[k], depth - 1);
  return r;
}
NI static unsigned long p_list(const P *p) {
  unsigned long r = 1;
  for (int k = 0; p && k < 50; k++, p = p->next)
    r = r * 31 + p_sum(p);
  return r;
}
NI static unsigned long p_at(P *const *at) { return p_sum(*at); }
NI static unsigned long p_pair(R r) { return p_sum(r.x) * 5 + p_sum(r.y); }
NI static unsigned long p_all(P *const *all, int count) {
  unsigned long r = 0;
  for (int k = 0; k < count; k++)
    r = r * 31 + p_sum(all[k]);
  return r;
}
/* For constructors that fail on some inputs; opaque, and the same each time. */
NI static int p_fails(long v, int m) { return ((v & 0xff) * 5 + zero) % m == m - 1; }
/* Bytes that follow from a number. */
NI static void p_bytes_fill(unsigned char *at, size_t size, long v) {
  for (size_t k = 0; k < size; k++)
    at[k] = (unsigned char)((size_t)(v & 0xff) + k * 3);
}
NI static unsigned long p_bytes_sum(const unsigned char *at, size_t size) {
  unsigned long r = 7;
  for (size_t k = 0; at && k < size; k++)
    r = r * 31 + at[k];
  return r;
}
static int p_cmp(const void *x, const void *y) {
  unsigned long a = p_sum(*(P *const *)x), b = p_sum(*(P *const *)y);
  return (a > b) - (a < b);
}
static int p_cmp_keep(const void *x, const void *y) {
  p_told += (long)(p_sum(*(P *const *)x) & 7);
  return -p_cmp(x, y);
}
