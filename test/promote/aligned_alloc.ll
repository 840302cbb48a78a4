; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 29: an alignment that is a constant power of two is given to the slot; with any other the call stays, since it may
; fail. Trap 53: never less than malloc gives.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @aligned_alloc(i64, i64)
declare ptr @memalign(i64, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @wide(
; CHECK-NEXT:    %p.stack = alloca [128 x i8], align 64
define void @wide() {
  %p = call ptr @aligned_alloc(i64 64, i64 128)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @narrow(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
define void @narrow() {
  %p = call ptr @memalign(i64 8, i64 24)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @no_power_of_two_heap(
; CHECK:         call ptr @aligned_alloc(i64 24, i64 48)
define void @no_power_of_two_heap() {
  %p = call ptr @aligned_alloc(i64 24, i64 48)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @run_time_heap(
; CHECK:         call ptr @aligned_alloc(i64 %a, i64 64)
define void @run_time_heap(i64 %a) {
  %p = call ptr @aligned_alloc(i64 %a, i64 64)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}
