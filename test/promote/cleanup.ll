; RUN: %opt -passes='escape<verify>' -S %s | %FileCheck %s
; The passes that run over a changed function make of the slot what can be made of it, and loops of recursion again.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define i32 @becomes_a_constant(
; CHECK-NOT:     alloca
; CHECK:         ret i32 7
define i32 @becomes_a_constant() {
  %p = call ptr @malloc(i64 8)
  %null = icmp eq ptr %p, null
  br i1 %null, label %failed, label %good
failed:
  ret i32 -1
good:
  store i32 7, ptr %p
  %v = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %v
}

; Trap 52: the slot is not captured, so this is still a loop.
; CHECK-LABEL: define i64 @is_still_a_loop(
; CHECK:         alloca [8 x i8]
; CHECK-NOT:     call i64 @is_still_a_loop
; CHECK:       }
define i64 @is_still_a_loop(i64 %n, i64 %sum) {
  %p = call ptr @malloc(i64 8)
  store i64 %n, ptr %p
  %l = call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  %s = add i64 %sum, %l
  %m = sub i64 %n, 1
  %done = icmp eq i64 %m, 0
  br i1 %done, label %out, label %again
again:
  %r = tail call i64 @is_still_a_loop(i64 %m, i64 %s)
  ret i64 %r
out:
  ret i64 %s
}

; A function that is not changed is not cleaned up either.
; CHECK-LABEL: define ptr @untouched(
; CHECK:         add i32 %x, 0
define ptr @untouched(i32 %x) {
  %y = add i32 %x, 0
  %p = call ptr @malloc(i64 8)
  store i32 %y, ptr %p
  ret ptr %p
}

; A second run finds nothing more to do.
; RUN: %opt -passes='escape<verify>' -S %s -o %t.once
; RUN: %opt -passes='escape<verify>,escape<verify>' -S %s -o %t.twice
; RUN: diff %t.once %t.twice
