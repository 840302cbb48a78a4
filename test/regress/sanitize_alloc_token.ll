; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; An attribute of its own in LLVM 22, not a string.

; Trap 71.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; CHECK-LABEL: function 'f'
; CHECK: heap: function-unsafe
define void @f() sanitize_alloc_token {
  %p = call ptr @malloc(i64 8)
  ret void
}
