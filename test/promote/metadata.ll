; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; What was promised about memory that the heap gave, and is not true of a slot that is used again (trap 94).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define i32 @invariant_load(
; CHECK:         load i32, ptr %p.stack, align 4{{$}}
; CHECK:         load i32, ptr %other, align 4, !invariant.load
define i32 @invariant_load(ptr %other) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %v = load i32, ptr %p, !invariant.load !0
  %w = load i32, ptr %other, !invariant.load !0
  %s = add i32 %v, %w
  call void @free(ptr %p)
  ret i32 %s
}

; Types and ranges stay true.
; CHECK-LABEL: define i32 @others_stay(
; CHECK:         load i32, ptr %p.stack, align 4, !range
define i32 @others_stay() {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %v = load i32, ptr %p, !range !1
  ret i32 %v
}

; Attributes of the call's result go with the call (trap 35).
; CHECK-LABEL: define void @attributes_of_the_result(
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 64
define void @attributes_of_the_result() {
  %p = call noalias nonnull align 64 dereferenceable(8) ptr @malloc(i64 8), !heapallocsite !0
  call void @use(ptr %p)
  ret void
}

!0 = !{}
!1 = !{i32 0, i32 7}
