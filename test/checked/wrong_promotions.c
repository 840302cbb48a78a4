// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every wrong promotion stops with its site and the proof that was wrong. Promotions are made wrong by models that lie.
//
// RUN: %clang -O1 -c %S/Inputs/liars.c -o %t.liars.o
// RUN: %clang --config=%checked -O2 -g -mllvm -escape-models=%S/Inputs/liars.models %s %t.liars.o -o %t
// RUN: %t right | %FileCheck %s --check-prefix=RIGHT
// RIGHT: all is well
//
// RUN: %not --crash %t returned 2>&1 | %FileCheck %s --check-prefix=RETURNED
// RETURNED:      escape: checked: access to an object that is dead
// RETURNED-NEXT: object: 'malloc' of 24 bytes at {{.*}}wrong_promotions.c:[[#]]:[[#]] in 'returned'
// RETURNED-NEXT: state: dead: its function has returned
// RETURNED-NEXT: wrong: the proof that it does not escape
// RETURNED-NEXT: stack:
// RETURNED-NEXT: {{.+\[0x.+\]}}
//
// RUN: %not --crash %t again 2>&1 | %FileCheck %s --check-prefix=AGAIN
// AGAIN:      escape: checked: access to an object that is dead
// AGAIN-NEXT: object: 'malloc' of 16 bytes
// AGAIN-NEXT: state: dead: its site ran again
// AGAIN-NEXT: wrong: the proof that one instance is alive at a time
//
// RUN: %not --crash %t released 2>&1 | %FileCheck %s --check-prefix=RELEASED
// RELEASED:      escape: checked: free of an object that is not on the heap
// RELEASED-NEXT: object: 'malloc' of 24 bytes
// RELEASED-NEXT: state: alive
// RELEASED-NEXT: wrong: the proof that nobody else frees it, resizes it or asks for its size
//
// RUN: %not --crash %t enlarged 2>&1 | %FileCheck %s --check-prefix=ENLARGED
// ENLARGED: escape: checked: realloc of an object that is not on the heap
//
// RUN: %not --crash %t measured 2>&1 | %FileCheck %s --check-prefix=MEASURED
// MEASURED: escape: checked: malloc_usable_size of an object that is not on the heap
//
// RUN: %not --crash %t exchanged 2>&1 | %FileCheck %s --check-prefix=EXCHANGED
// EXCHANGED: escape: checked: a free was taken away that gets a block of the heap
//
// RUN: %not --crash %t jumped 2>&1 | %FileCheck %s --check-prefix=JUMPED
// JUMPED:      escape: checked: access to an object that is dead
// JUMPED-NEXT: object: 'malloc' of 24 bytes
// JUMPED-NEXT: state: dead: its frame was left by longjmp or an exception, or its thread has ended
// JUMPED-NEXT: wrong: the proof that it does not escape
//
// RUN: %not --crash %t thread 2>&1 | %FileCheck %s --check-prefix=THREAD
// THREAD: escape: checked: access to an object that is dead
// THREAD: state: dead: {{.*}}its thread has ended
//
// Defects of the program itself are told apart.
//
// RUN: %not --crash %t overrun 2>&1 | %FileCheck %s --check-prefix=OUTSIDE
// OUTSIDE:      escape: checked: access outside of an object
// OUTSIDE-NEXT: object: 'malloc' of 24 bytes
// OUTSIDE-NEXT: state: alive
// OUTSIDE-NEXT: wrong: nothing of the plugin, if the program itself is at fault
//
// RUN: %not --crash %t slack 2>&1 | %FileCheck %s --check-prefix=SLACK
// RUN: %not --crash %t slack-at-exit 2>&1 | %FileCheck %s --check-prefix=SLACK
// SLACK: escape: checked: bytes next to an object were written
//
// RUN: %not --crash %t freed 2>&1 | %FileCheck %s --check-prefix=FREED
// FREED: escape: checked: access to an object that is dead
// FREED: state: dead: the program freed it
//
// The report also goes to a file.
//
// RUN: rm -f %t.log
// RUN: env ESCAPE_CHECKED_LOG=%t.log %not --crash %t returned
// RUN: %FileCheck %s --check-prefix=RETURNED < %t.log
#include "Inputs/liars.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOINLINE __attribute__((noinline))

NOINLINE static void returned(void) {
  char *p = malloc(24);
  strcpy(p, "returned");
  keep(p);
}

NOINLINE static void again(int rounds, int first) {
  for (int i = 0; i < rounds; i++) {
    char *p = malloc(16);
    memset(p, i, 16);
    if (i == first)
      keep(p);
    else
      kept()[0]++;
  }
}

NOINLINE static void with(void (*use)(void *)) {
  char *p = malloc(24);
  strcpy(p, "used");
  if (use == release)
    release(p);
  else if (use == enlarge)
    enlarge(p);
  else
    jump(p);
}

NOINLINE static long measured(void) {
  char *p = malloc(24);
  strcpy(p, "measured");
  long size = measure(p);
  free(p);
  return size;
}

NOINLINE static void exchanged(void) {
  char *p = malloc(24);
  strcpy(p, "exchanged");
  keep(p);
  free(exchange(p));
}

NOINLINE static void deeper(void) {
  char area[2000];
  memset(area, 1, sizeof area);
  keep(area);
}

NOINLINE static void jumped(void) {
  if (setjmp(back) == 0)
    with(jump);
  printf("%d\n", kept()[0]);
}

static void *thread(void *unused) {
  (void)unused;
  char *p = malloc(24);
  strcpy(p, "thread");
  keep(p);
  pthread_exit(NULL);
}

NOINLINE static void overrun(int size) {
  char *p = malloc(24);
  memset(p, 1, (size_t)size);
  keep(p);
}

NOINLINE static void overrun_and_exit(int size) {
  char *p = malloc(24);
  memset(p, 1, (size_t)size);
  keep(p);
  if (size)
    exit(0);
}

NOINLINE static int freed(void) {
  char *p = malloc(24);
  strcpy(p, "freed");
  keep(p);
  free(p);
  return kept()[0];
}

int main(int count, char **arguments) {
  const char *what = count > 1 ? arguments[1] : "right";
  if (strcmp(what, "right") == 0) {
    for (int i = 0; i < 3; i++)
      returned();
    again(1, 0);
    deeper();
    puts("all is well");
  } else if (strcmp(what, "returned") == 0) {
    returned();
    printf("%c\n", kept()[0]);
  } else if (strcmp(what, "again") == 0) {
    again(2 + count, count - 2);
  } else if (strcmp(what, "released") == 0) {
    with(release);
  } else if (strcmp(what, "enlarged") == 0) {
    with(enlarge);
  } else if (strcmp(what, "measured") == 0) {
    printf("%ld\n", measured());
  } else if (strcmp(what, "exchanged") == 0) {
    exchanged();
  } else if (strcmp(what, "jumped") == 0) {
    jumped();
  } else if (strcmp(what, "thread") == 0) {
    pthread_t id;
    pthread_create(&id, NULL, thread, NULL);
    pthread_join(id, NULL);
    printf("%c\n", kept()[0]);
  } else if (strcmp(what, "overrun") == 0) {
    overrun(33);
  } else if (strcmp(what, "slack") == 0) {
    overrun(25);
  } else if (strcmp(what, "slack-at-exit") == 0) {
    overrun_and_exit(25);
  } else if (strcmp(what, "freed") == 0) {
    printf("%d\n", freed());
  }
  return 0;
}
