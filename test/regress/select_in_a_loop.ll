; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s

; The origin of a select was taken for `false` while that of its arm was being made, and the arm was a phi that comes
; back to the select: the second time round the slot went to free. A random program found it (trap 96).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare i1 @condition()

; CHECK-LABEL: define void @f(
; CHECK: %origin[[PHI:[0-9]*]] = phi i1 [ true, %entry ], [ %origin[[SELECT:[0-9]*]], %loop ]
; CHECK: %p = phi ptr
; CHECK: %[[GONE:.*]] = freeze i1 %gone
; CHECK: %origin[[SELECT]] = select i1 %[[GONE]], i1 false, i1 %origin[[PHI]]
; CHECK: %kept = select i1 %[[GONE]], ptr %other, ptr %p
; CHECK: br i1 %origin[[SELECT]],
define void @f(ptr %other) {
entry:
  %m = call ptr @malloc(i64 8)
  br label %loop
loop:
  %p = phi ptr [ %m, %entry ], [ %kept, %loop ]
  %gone = call i1 @condition()
  %kept = select i1 %gone, ptr %other, ptr %p
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %kept)
  ret void
}
