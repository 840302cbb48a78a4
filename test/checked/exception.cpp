// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A frame that an exception leaves is gone where the exception is caught, although nothing in it ran on the way.
//
// RUN: %clang -O1 -c %S/Inputs/liars.c -o %t.liars.o
// RUN: %clangxx --config=%checked -O2 -g -mllvm -escape-models=%S/Inputs/liars.models %s %t.liars.o -o %t
// RUN: %t | %FileCheck %s
// CHECK: caught
// RUN: %not --crash %t use 2>&1 | %FileCheck %s --check-prefix=USED
// USED:      escape: checked: access to an object that is dead
// USED-NEXT: object: 'malloc' of 24 bytes at {{.*}}exception.cpp
// USED-NEXT: state: dead: its frame was left by longjmp or an exception
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" void keep(void *);
extern "C" char *kept();
__attribute__((noinline, optnone)) static void may_throw(bool yes) {
  if (yes)
    throw 1;
}

__attribute__((noinline)) static void left(bool yes) {
  char *p = static_cast<char *>(malloc(24));
  strcpy(p, "left");
  keep(p);
  may_throw(yes);
  puts(p);
}

int main(int count, char **) {
  try {
    left(true);
  } catch (int) {
    puts("caught");
  }
  if (count > 1)
    puts(kept());
  return 0;
}
