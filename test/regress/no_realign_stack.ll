; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Where a frame may not be realigned, code generation drops the alignment of a slot without a word.

; Trap 53, trap 101: over-alignment needs a frame that is realigned.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @aligned_alloc(i64, i64)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: function 'f'
; CHECK: heap: bad-alignment
define void @f() "no-realign-stack" {
  %p = call ptr @aligned_alloc(i64 64, i64 64)
  call void @use(ptr %p)
  ret void
}
