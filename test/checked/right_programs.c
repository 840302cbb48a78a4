// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that are right must not notice the mode: forks of threads that allocate, signals that somebody sends, signal
// stacks within the thread's own, errno. Nor is there a page without its guard when the arena is used a second time.
//
// RUN: printf 'v touch(p:read:write) always-returns\nv visit(p:read:write)\ni page(p) always-returns\n' > %t.models
// RUN: printf 'void touch(void *p) { volatile char *c = p; c[0]++; }\nvoid visit(void *p) { touch(p); }\n' > %t.touch.c
// RUN: printf 'long page(void *p) { return (long)p >> 12; }\n' >> %t.touch.c
// RUN: %clang -O1 -w -c %t.touch.c -o %t.touch.o
// RUN: %clang --config=%checked -O2 -mllvm -escape-models=%t.models -Rpass=escape %s %t.touch.o -o %t 2>&1 \
// RUN:   | %FileCheck %s --check-prefix=MOVED
// MOVED-COUNT-4: moved to the stack
// RUN: %t fork | %FileCheck %s
// RUN: %t sent | %FileCheck %s
// RUN: %t signal-stack | %FileCheck %s
// RUN: %t guards | %FileCheck %s
// CHECK: all is well
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOINLINE __attribute__((noinline))

void touch(void *p);
void visit(void *p);
long page(void *p);

NOINLINE static void site(void) {
  char *p = malloc(24);
  p[0] = 0;
  touch(p);
  free(p);
}

static volatile sig_atomic_t stop, got;

static void *run(void *unused) {
  (void)unused;
  while (!stop)
    site();
  return NULL;
}

/* A child that waits for a lock which no thread of its own holds would be ended by the alarm. */
static int forks(void) {
  pthread_t threads[2];
  int bad = 0;
  for (int i = 0; i < 2; i++)
    pthread_create(&threads[i], NULL, run, NULL);
  for (int i = 0; i < 50 && !bad; i++) {
    pid_t child = fork();
    if (child == 0) {
      site();
      _exit(0);
    }
    for (int waited = 0; waitpid(child, &bad, WNOHANG) == 0; waited++) {
      usleep(1000);
      if (waited == 5000)
        kill(child, SIGKILL);
    }
  }
  stop = 1;
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], NULL);
  return bad;
}

static void count(int number) {
  (void)number;
  got++;
}

static int sent(void) {
  signal(SIGSEGV, count);
  errno = 0;
  site();
  int changed = errno;
  raise(SIGSEGV);
  return got != 1 || changed;
}

static void allocate(int number) {
  (void)number;
  site();
}

NOINLINE static int interrupted(void) {
  char *p = malloc(24);
  strcpy(p, "alive");
  visit(p);
  raise(SIGUSR1);
  visit(p);
  int bad = strcmp(p + 1, "live");
  free(p);
  return bad;
}

static int signal_stack(void) {
  char area[65536];
  stack_t stack = {.ss_sp = area, .ss_size = sizeof area};
  struct sigaction action = {.sa_handler = allocate, .sa_flags = SA_ONSTACK};
  sigaltstack(&stack, NULL);
  sigaction(SIGUSR1, &action, NULL);
  return interrupted();
}

NOINLINE static long page_of_another(void) {
  char *p = malloc(24);
  touch(p);
  long at = page(p);
  free(p);
  return at;
}

/* An object that lives while all pages are used again and again, and the distances of the others to it. */
NOINLINE static int guards(void) {
  struct rlimit small = {256 << 20, 256 << 20}; /* a quarter of it is for the arena */
  setrlimit(RLIMIT_AS, &small);
  char *p = malloc(24);
  touch(p);
  long at = page(p), before = 0, behind = 0, again = 0;
  for (int i = 0; i < 20000; i++) {
    long other = page_of_another() - at;
    before += other == -1;
    behind += other == 1;
    again += other == 2;
  }
  free(p);
  return before || behind || again < 2;
}

int main(int arguments, char **argument) {
  const char *what = arguments > 1 ? argument[1] : "";
  int bad = strcmp(what, "fork") == 0     ? forks()
            : strcmp(what, "sent") == 0   ? sent()
            : strcmp(what, "guards") == 0 ? guards()
                                          : signal_stack();
  puts(bad ? "something is wrong" : "all is well");
  return bad;
}
