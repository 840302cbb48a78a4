; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Traps 27 and 37: zeroes are written where the call was, each time it would have run.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @calloc(i64, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @zeroed(
; CHECK-NEXT:    %p.stack = alloca [32 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK:         call void @llvm.memset.p0.i64(ptr align 16 %p.stack, i8 0, i64 32, i1 false)
; CHECK-NEXT:    call void @use(ptr %p.stack)
define void @zeroed() {
  %p = call ptr @calloc(i64 4, i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @zeroed_each_time_round(
; CHECK:       entry:
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NOT:     memset
; CHECK:       loop:
; CHECK:         call void @llvm.lifetime.start
; CHECK:         call void @llvm.memset.p0.i64(ptr align 16 %p.stack, i8 0, i64 8, i1 false)
; CHECK:         call void @llvm.lifetime.end
; CHECK:         br i1 %more
define void @zeroed_each_time_round(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @calloc(i64 1, i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; As many zeroes as were asked for, in a slot for the most there can be.
; CHECK-LABEL: define void @bounded(
; CHECK:         %p.stack = alloca [60 x i8], align 16
; CHECK:         [[BYTES:%.*]] = mul i64 %n, 4
; CHECK:         call void @llvm.memset.p0.i64(ptr align 16 %p.stack, i8 0, i64 [[BYTES]], i1 false)
define void @bounded(i64 %x) {
  %n = and i64 %x, 15
  %p = call ptr @calloc(i64 %n, i64 4)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; An overflow is a call that fails; a slot cannot fail.
; CHECK-LABEL: define void @overflows_heap(
; CHECK:         call ptr @calloc
define void @overflows_heap() {
  %p = call ptr @calloc(i64 4611686018427387904, i64 4)
  call void @free(ptr %p)
  ret void
}
