; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 128: where instances of a callee's site take turns nothing can say that the slot's lifetime begins, since that is in the
; copy, which has no alloca to name. So nothing may say that it ends: the next instance would be in a slot that is dead.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

define internal ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @turns(
; CHECK:         call ptr @make.escape(ptr %p.stack, ptr %busy)
; CHECK-NOT:     @llvm.lifetime
; CHECK-LABEL: define internal
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
