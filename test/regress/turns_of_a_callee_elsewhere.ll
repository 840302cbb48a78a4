; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; Where the stack is in an address space of its own (trap 54), so is the i1 of a slot that serves in turns; a copy's parameter
; was a pointer to the default one, and the call was broken.

target datalayout = "e-p:64:64-p5:32:32-A5"
target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

define internal ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @turns(
; CHECK:         call ptr @make
define void @turns(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @make()
  call void @use(ptr %old)
  call void @free(ptr %old)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}
