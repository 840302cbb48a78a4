; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; No endless recursion (trap 79, trap 96).

; Code that cannot be reached is valid whatever it says.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @f(
define void @f(ptr %other, i1 %c) {
  %p = call ptr @malloc(i64 8)
  ret void
dead:
  %x = select i1 %c, ptr %x, ptr %y
  %y = select i1 %c, ptr %p, ptr %other
  call void @free(ptr %x)
  br label %dead
}
