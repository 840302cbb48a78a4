; RUN: %opt -passes='escape<no-cleanup;only=f>,cgscc(inline),function(instcombine)' -S %s | %FileCheck %s
; A condition that is undefined may be taken for true by one select and for false by another: the pointer was the slot,
; its origin said that it was not, and the slot went to free (trap 96, trap 109). The source frees what it has, whichever.

target triple = "x86_64-unknown-linux-gnu"
declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @f(
; CHECK: %[[C:.*]] = freeze i1 %c
; CHECK-NEXT: %x = select i1 %[[C]], ptr %p.stack, ptr %other
; CHECK: br i1 %[[C]],
define void @f(i1 %c, ptr %other) {
  %p = call ptr @malloc(i64 8)
  %x = select i1 %c, ptr %p, ptr %other
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret void
}

; CHECK-LABEL: define void @caller(
; CHECK-NOT: call void @free(ptr %p.stack
define void @caller(ptr %other) {
  call void @f(i1 undef, ptr %other)
  ret void
}
