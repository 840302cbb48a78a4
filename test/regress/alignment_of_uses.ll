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
