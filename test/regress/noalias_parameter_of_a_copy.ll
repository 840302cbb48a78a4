; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 126: a callee that frees its `restrict` argument and makes the next object has its slot by another parameter. In turns
; the two are one: stores to the new object are to what the argument pointed to, which `noalias` denies.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

define internal ptr @renew(ptr noalias %p) {
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %q = call ptr @malloc(i64 16)
  %w = add i32 %v, 1
  store i32 %w, ptr %q
  ret ptr %q
}

; CHECK-LABEL: define i32 @renewed(
; CHECK:         %p = call ptr @renew.escape(ptr %old, ptr %q.stack, ptr %busy
define i32 @renewed(i32 %n, ptr noalias %first) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %old = phi ptr [ %first, %entry ], [ %p, %loop ]
  %p = call ptr @renew(ptr noalias %old)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  %r = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %r
}

; CHECK: define internal ptr @renew.escape(ptr %p, ptr %0, ptr %1)
