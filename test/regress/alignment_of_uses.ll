; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; The alignment of accesses counts, not only that of the allocation.

; Trap 53, trap 101: an allocator may give more than it says (jemalloc aligns 64 bytes to 64), the program may say so by
; __builtin_assume_aligned, and passes have written it on the accesses by now. A slot must be aligned as well as the
; best of them, or vmovaps faults.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @use(ptr nocapture nofree)
declare <8 x float> @llvm.masked.load.v8f32.p0(ptr, i32, <8 x i1>, <8 x float>)
declare void @llvm.masked.store.v8f32.p0(<8 x float>, ptr, i32, <8 x i1>)
declare <2 x float> @llvm.masked.gather.v2f32.v2p0(<2 x ptr>, i32, <2 x i1>, <2 x float>)
declare void @llvm.masked.scatter.v2f32.v2p0(<2 x float>, <2 x ptr>, i32, <2 x i1>)

; CHECK-LABEL: define void @vector_store(
; CHECK: alloca [32 x i8], align 32
define void @vector_store() {
  %p = call ptr @malloc(i64 32)
  store <8 x float> zeroinitializer, ptr %p, align 32
  call void @use(ptr %p)
  ret void
}

; CHECK-LABEL: define <8 x float> @vector_load(
; CHECK: alloca [32 x i8], align 32
define <8 x float> @vector_load() {
  %p = call ptr @malloc(i64 32)
  call void @use(ptr %p)
  %v = load <8 x float>, ptr %p, align 32
  ret <8 x float> %v
}

; In LLVM 19 an operand says it, in 22 an attribute.
; CHECK-LABEL: define <8 x float> @masked_load(
; CHECK: alloca [32 x i8], align 32
define <8 x float> @masked_load(<8 x i1> %m) {
  %p = call ptr @malloc(i64 32)
  call void @use(ptr %p)
  %v = call <8 x float> @llvm.masked.load.v8f32.p0(ptr %p, i32 32, <8 x i1> %m, <8 x float> zeroinitializer)
  ret <8 x float> %v
}

; CHECK-LABEL: define void @masked_store(
; CHECK: alloca [32 x i8], align 32
define void @masked_store(<8 x i1> %m) {
  %p = call ptr @malloc(i64 32)
  call void @llvm.masked.store.v8f32.p0(<8 x float> zeroinitializer, ptr %p, i32 32, <8 x i1> %m)
  call void @use(ptr %p)
  ret void
}

; CHECK-LABEL: define <2 x float> @gathered(
; CHECK: alloca [64 x i8], align 64
define <2 x float> @gathered(<2 x i1> %m) {
  %p = call ptr @malloc(i64 64)
  call void @use(ptr %p)
  %at = insertelement <2 x ptr> zeroinitializer, ptr %p, i32 0
  %v = call <2 x float> @llvm.masked.gather.v2f32.v2p0(<2 x ptr> %at, i32 64, <2 x i1> %m, <2 x float> zeroinitializer)
  ret <2 x float> %v
}

; CHECK-LABEL: define void @scattered(
; CHECK: alloca [64 x i8], align 64
define void @scattered(<2 x float> %v, <2 x i1> %m) {
  %p = call ptr @malloc(i64 64)
  %at = insertelement <2 x ptr> zeroinitializer, ptr %p, i32 0
  call void @llvm.masked.scatter.v2f32.v2p0(<2 x float> %v, <2 x ptr> %at, i32 64, <2 x i1> %m)
  call void @use(ptr %p)
  ret void
}

; CHECK-LABEL: define void @argument(
; CHECK: alloca [64 x i8], align 64
define void @argument() {
  %p = call ptr @malloc(i64 64)
  call void @use(ptr align 64 %p)
  ret void
}

; CHECK-LABEL: define void @assumed(
; CHECK: alloca [64 x i8], align 32
define void @assumed() {
  %p = call ptr @malloc(i64 64)
  call void @llvm.assume(i1 true) [ "align"(ptr %p, i64 32) ]
  call void @use(ptr %p)
  ret void
}

; p - 8 is aligned, so p is not.
; CHECK-LABEL: define void @assumed_with_an_offset_heap(
; CHECK: call ptr @malloc
define void @assumed_with_an_offset_heap() {
  %p = call ptr @malloc(i64 64)
  call void @llvm.assume(i1 true) [ "align"(ptr %p, i64 32, i64 8) ]
  call void @use(ptr %p)
  ret void
}

declare void @llvm.assume(i1)
