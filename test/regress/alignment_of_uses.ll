; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; The alignment of accesses counts, not only that of the allocation.

; Trap 53, trap 101: an allocator may give more than it says (jemalloc aligns 64 bytes to 64), the program may say so by
; __builtin_assume_aligned, and passes have written it on the accesses by now. A slot must be aligned as well as the
; best of them, or vmovaps faults.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @use(ptr nocapture nofree)

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
