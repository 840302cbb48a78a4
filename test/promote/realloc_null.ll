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

; And then it grows, within a slot for both.
; CHECK-LABEL: define void @grown(
; CHECK:         %p.stack = alloca [48 x i8], align 16
define void @grown() {
  %p = call ptr @realloc(ptr null, i64 24)
  %q = call ptr @realloc(ptr %p, i64 48)
  call void @free(ptr %q)
  ret void
}
