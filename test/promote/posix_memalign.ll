; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 29: the block comes through an out-parameter, the result is 0 for good.

target triple = "x86_64-unknown-linux-gnu"

declare i32 @posix_memalign(ptr, i64, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define i32 @through_a_local(
; CHECK-NEXT:    [[SLOT:%.*]] = alloca [64 x i8], align 32
; CHECK-NEXT:    %out = alloca ptr
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr [[SLOT]])
; CHECK-NEXT:    store ptr [[SLOT]], ptr %out
; CHECK-NEXT:    %p = load ptr, ptr %out
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    ret i32 0
define i32 @through_a_local() {
  %out = alloca ptr
  %r = call i32 @posix_memalign(ptr %out, i64 32, i64 64)
  %p = load ptr, ptr %out
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret i32 %r
}

; Less than the size of a pointer: EINVAL.
; CHECK-LABEL: define void @too_small_heap(
; CHECK:         call i32 @posix_memalign
define void @too_small_heap() {
  %out = alloca ptr
  %r = call i32 @posix_memalign(ptr %out, i64 4, i64 64)
  ret void
}

; CHECK-LABEL: define void @through_a_parameter_heap(
; CHECK:         call i32 @posix_memalign
define void @through_a_parameter_heap(ptr %out) {
  %r = call i32 @posix_memalign(ptr %out, i64 32, i64 64)
  ret void
}
