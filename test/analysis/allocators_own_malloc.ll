; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --allow-empty %s
; Trap 32: the program defines malloc itself. It is not the library's, and may do anything.

target triple = "x86_64-unknown-linux-gnu"

@arena = global [4096 x i8] zeroinitializer

define ptr @malloc(i64 %n) {
  ret ptr @arena
}

; CHECK-NOT: function
define void @not_an_allocation() {
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  ret void
}
