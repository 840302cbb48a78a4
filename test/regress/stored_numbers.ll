; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; A number that was computed of nothing but constants can be an address (trap 110): of memory that was mapped there, say.
; It may come into memory by an atomic exchange, by vectors or byte by byte, and what is stored through it escapes.

; RUN: %opt -passes='escape<dry-run>' -disable-output -pass-remarks-missed=escape %s 2>&1 | %FileCheck %s --check-prefix=WHY
; WHY-COUNT-4: 'malloc' of 16 bytes stays on the heap: it is stored to memory that may outlive the function

declare ptr @malloc(i64)
declare void @llvm.masked.store.v2i64.p0(<2 x i64>, ptr, i32, <2 x i1>)
declare void @llvm.masked.scatter.v2i64.v2p0(<2 x i64>, <2 x ptr>, i32, <2 x i1>)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; CHECK-LABEL: define void @exchanged(
; CHECK: call ptr @malloc
define void @exchanged(i1 %c) {
entry:
  %cell = alloca i64
  %p = call ptr @malloc(i64 16)
  br label %loop
loop:
  %n = phi i64 [ 35184372088832, %entry ], [ %next, %loop ]
  %next = add i64 %n, 8
  br i1 %c, label %loop, label %out
out:
  %old = atomicrmw xchg ptr %cell, i64 %n seq_cst
  %to = load ptr, ptr %cell
  store ptr %p, ptr %to
  ret void
}

; CHECK-LABEL: define void @vector(
; CHECK: call ptr @malloc
define void @vector(i1 %c, <2 x i1> %m) {
entry:
  %cell = alloca [2 x i64]
  %p = call ptr @malloc(i64 16)
  br label %loop
loop:
  %n = phi <2 x i64> [ splat (i64 35184372088832), %entry ], [ %next, %loop ]
  %next = add <2 x i64> %n, splat (i64 8)
  br i1 %c, label %loop, label %out
out:
  call void @llvm.masked.store.v2i64.p0(<2 x i64> %n, ptr %cell, i32 8, <2 x i1> %m)
  %to = load ptr, ptr %cell
  store ptr %p, ptr %to
  ret void
}

; CHECK-LABEL: define void @scattered(
; CHECK: call ptr @malloc
define void @scattered(<2 x i1> %m) {
  %cell = alloca i64
  %p = call ptr @malloc(i64 16)
  %one = insertelement <2 x ptr> poison, ptr %cell, i32 0
  %both = insertelement <2 x ptr> %one, ptr %cell, i32 1
  call void @llvm.masked.scatter.v2i64.v2p0(<2 x i64> splat (i64 35184372088832), <2 x ptr> %both, i32 8, <2 x i1> %m)
  %to = load ptr, ptr %cell
  store ptr %p, ptr %to
  ret void
}

; 0x0000202020202020
; CHECK-LABEL: define void @filled(
; CHECK: call ptr @malloc
define void @filled() {
  %cell = alloca i64
  %p = call ptr @malloc(i64 16)
  store i64 0, ptr %cell
  call void @llvm.memset.p0.i64(ptr %cell, i8 32, i64 6, i1 false)
  %to = load ptr, ptr %cell
  store ptr %p, ptr %to
  ret void
}

; Zeroes are no address.
; CHECK-LABEL: define void @zeroed(
; CHECK-NOT: call ptr @malloc
define void @zeroed() {
  %cell = alloca i64
  %p = call ptr @malloc(i64 16)
  call void @llvm.memset.p0.i64(ptr %cell, i8 0, i64 8, i1 false)
  %old = atomicrmw xchg ptr %cell, i64 0 seq_cst
  %to = load ptr, ptr %cell
  store ptr %p, ptr %to
  ret void
}
