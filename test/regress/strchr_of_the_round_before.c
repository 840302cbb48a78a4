// RUN: %exec %s
// A pointer that was checked in this round, and its value of the round before, which was not (trap 5,
// trap 87).
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* s of the round before is null where s of this round is not */
uintptr_t gd;
volatile int rounds = 3;
__attribute__((noinline)) void f(const char *keys) {
  char *p = malloc(64);
  if (!p) return;
  memcpy(p, "hello", 6);
  char *prev = p;
  for (int i = 0; keys[i]; i++) {
    char *s = strchr(p, keys[i]);
    if (s) {
      gd = (uintptr_t)prev - (uintptr_t)p;   /* prev == NULL in the second round: gd = -p */
      s[0]++;
    }
    prev = s;
  }
}
__attribute__((noinline)) static void clobber(void) { volatile char b[4000]; for (int i = 0; i < 4000; i++) b[i] = 'z'; }
int main(void) {
  f("qh");
  clobber();
  char *p = (char *)(0 - gd);
  printf("%.6s\n", p);
}
