// RUN: %exec %s
// What `restrict` says of the object of one round is said of the slot, which is that of the next round too (trap 92).
#include <stdio.h>
#include <stdlib.h>
static inline long *step(const long *restrict prev, long i, long *restrict out) {
  long v = prev ? prev[0] : 3;
  long *cur = malloc(32);
  if (!cur) abort();
  cur[0] = v + i;
  *out += v;
  return cur;
}
__attribute__((noinline)) long f(int n) {
  long *p = 0, sum = 0;
  for (int i = 0; i < n; i++)
    p = step(p, i, &sum);
  return sum;
}
int main(void) { printf("%ld\n", f(5)); }
