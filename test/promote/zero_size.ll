; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 26: malloc(0) may give a pointer of its own each time, and two slots of no size might share an address.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare void @free(ptr)

; CHECK-LABEL: define i1 @two(
; CHECK-DAG:     %p.stack = alloca [1 x i8], align 16
; CHECK-DAG:     %q.stack = alloca [1 x i8], align 16
; CHECK:         icmp eq ptr %p.stack, %q.stack
define i1 @two() {
  %p = call ptr @malloc(i64 0)
  %q = call ptr @malloc(i64 0)
  %c = icmp eq ptr %p, %q
  call void @free(ptr %p)
  call void @free(ptr %q)
  ret i1 %c
}

; CHECK-LABEL: define void @zeroes(
; CHECK:         %p.stack = alloca [1 x i8], align 16
; CHECK:         call void @llvm.memset.p0.i64(ptr align 16 %p.stack, i8 0, i64 0, i1 false)
define void @zeroes() {
  %p = call ptr @calloc(i64 0, i64 8)
  call void @free(ptr %p)
  ret void
}
