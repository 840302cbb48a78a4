; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s

; What is said of accesses because each instance is fresh memory does not hold for a slot that all of them share: that
; no iteration depends on another (trap 93), that the memory never changes (trap 94).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; CHECK-LABEL: define void @parallel(
; CHECK: alloca [16 x i8]
; CHECK: store i32 %i, ptr %{{[a-z.]+}}, align 4{{$}}
; CHECK: load i32, ptr %{{[a-z.]+}}, align 4{{$}}
; CHECK: call void @llvm.memset{{.*}}, i1 false){{$}}
; CHECK: store i32 %v, ptr %to, align 4, !llvm.access.group
define void @parallel(ptr %to, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 16)
  store i32 %i, ptr %p, align 4, !llvm.access.group !0
  %v = load i32, ptr %p, align 4, !llvm.access.group !0
  call void @llvm.memset.p0.i64(ptr %p, i8 1, i64 16, i1 false), !llvm.access.group !0
  store i32 %v, ptr %to, align 4, !llvm.access.group !0
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out, !llvm.loop !1
out:
  ret void
}

; CHECK-LABEL: define void @invariant(
; CHECK: alloca [16 x i8]
; CHECK: store i32 %i, ptr %{{[a-z.]+}}, align 4{{$}}
; CHECK: load i32, ptr %{{[a-z.]+}}, align 4{{$}}
define void @invariant(ptr %to, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 16)
  store i32 %i, ptr %p, align 4, !invariant.group !4
  %v = load i32, ptr %p, align 4, !invariant.group !4
  store i32 %v, ptr %to, align 4
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

!0 = distinct !{}
!1 = distinct !{!1, !2}
!2 = !{!"llvm.loop.parallel_accesses", !0}
!4 = !{}
