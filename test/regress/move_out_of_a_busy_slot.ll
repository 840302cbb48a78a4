; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s

; The slot of %p serves one instance at a time. A realloc that moves the block out of it makes it free again; that was
; forgotten where the realloc is handed the site's own value, which has given way to a phi by then. It cost the slot for
; all later rounds, and a debug build of the plugin stopped (trap 22).

target triple = "x86_64-unknown-linux-gnu"

declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare noalias ptr @realloc(ptr, i64) allockind("realloc") allocsize(1) "alloc-family"="malloc"
declare void @free(ptr) allockind("free") "alloc-family"="malloc"
declare i64 @size()

; CHECK-LABEL: define void @f(
; CHECK: call void @llvm.memcpy.p0.p0.i64(
; CHECK-NOT: call
; CHECK: load i1, ptr %busy
; CHECK: store i1 %{{[0-9]+}}, ptr %busy
; CHECK: call ptr @realloc(
define void @f() {
entry:
  br label %loop
loop:
  %old = phi ptr [ null, %entry ], [ %q, %again ]
  %n = call i64 @size()
  %m = call i64 @size()
  %p = call ptr @malloc(i64 %n)
  %q = call ptr @realloc(ptr %p, i64 %m)
  call void @free(ptr %old)
  %more = icmp ne i64 %m, 1
  br i1 %more, label %again, label %out
again:
  br label %loop
out:
  call void @free(ptr %q)
  ret void
}
