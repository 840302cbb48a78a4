// RUN: %exec %s
// A realloc begins a new object, of which `restrict` says that it is not the old one. Left in its slot it is the same
// memory, without any loop, and the store before the realloc was deleted (trap 92).
#include <stdio.h>
#include <stdlib.h>
static inline int step(char *restrict a, int i, int j) {
  a[i] = 7;
  char *b = realloc(a, 32);
  if (!b)
    abort();
  int r = b[j];
  free(b);
  return r;
}
__attribute__((noinline)) int f(int i, int j) {
  char *p = calloc(1, 16);
  if (!p)
    abort();
  return step(p, i, j);
}
int main(int argc, char **argv) {
  (void)argv;
  printf("%d %d\n", f(argc, argc), f(argc, argc + 1));
}
