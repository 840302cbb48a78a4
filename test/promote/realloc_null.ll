; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; realloc(NULL, n) is an allocation like another (trap 22).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @from_null(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     @realloc
; CHECK:         ret void
define void @from_null() {
  %p = call ptr @realloc(ptr null, i64 24)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; And then it grows.
; CHECK-LABEL: define void @grown_heap(
; CHECK:         %p = call ptr @realloc(ptr null, i64 24)
; CHECK:         %q = call ptr @realloc(ptr %p, i64 48)
define void @grown_heap() {
  %p = call ptr @realloc(ptr null, i64 24)
  %q = call ptr @realloc(ptr %p, i64 48)
  call void @free(ptr %q)
  ret void
}
