// RUN: %exec %s
// The origin of a pointer that goes round a loop through a select (trap 96).
#include <stdio.h>
#include <stdlib.h>
__attribute__((noinline)) long f(int n, long *q) {
  long *p = n & 1 ? malloc(16) : q;
  if (!p) return 0;
  if (n & 1) *p = n;
  long *s = p;
  for (int i = 0; i < n; i++)
    s = i * i == 77777 ? q : s;
  long r = *s;
  free(s);
  return r;
}
int main(void) { for (int n = 0; n < 6; n++) { long *q = malloc(16); *q = -n; printf("%ld\n", f(n, q)); if (n & 1) free(q); } }
