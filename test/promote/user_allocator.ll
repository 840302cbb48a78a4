; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Allocators that say by attributes what they are: Rust's, Zig's, and those of programs (trap 34,
; trap 80).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @__rust_alloc(i64, i64 allocalign) allockind("alloc,uninitialized,aligned") allocsize(0) "alloc-family"="__rust_alloc"
declare ptr @__rust_alloc_zeroed(i64, i64 allocalign) allockind("alloc,zeroed,aligned") allocsize(0) "alloc-family"="__rust_alloc"
declare ptr @__rust_realloc(ptr allocptr, i64, i64 allocalign, i64) allockind("realloc,aligned") allocsize(3) "alloc-family"="__rust_alloc"
declare void @__rust_dealloc(ptr allocptr, i64, i64) allockind("free") "alloc-family"="__rust_alloc"
declare align 32 ptr @pool_alloc(ptr nocapture nofree, i64, i64) allockind("alloc,uninitialized") allocsize(1, 2) "alloc-family"="pool"
declare i32 @pool_free(ptr nocapture nofree, ptr allocptr) allockind("free") "alloc-family"="pool"
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @rust(
; CHECK-NEXT:    %p.stack = alloca [12 x i8], align 32
; CHECK-NOT:     @__rust
; CHECK:         ret void
define void @rust() {
  %p = call ptr @__rust_alloc(i64 12, i64 32)
  call void @use(ptr %p)
  call void @__rust_dealloc(ptr %p, i64 12, i64 32)
  ret void
}

; CHECK-LABEL: define void @rust_zeroed(
; CHECK:         call void @llvm.memset.p0.i64(ptr align 16 %p.stack, i8 0, i64 12, i1 false)
define void @rust_zeroed() {
  %p = call ptr @__rust_alloc_zeroed(i64 12, i64 4)
  call void @use(ptr %p)
  call void @__rust_dealloc(ptr %p, i64 12, i64 4)
  ret void
}

; CHECK-LABEL: define void @rust_grown_heap(
; CHECK:         call ptr @__rust_alloc(
define void @rust_grown_heap() {
  %p = call ptr @__rust_alloc(i64 12, i64 4)
  %q = call ptr @__rust_realloc(ptr %p, i64 12, i64 4, i64 24)
  call void @__rust_dealloc(ptr %q, i64 24, i64 4)
  ret void
}

; Sizes multiply; the alignment is that which the result promises; a pool is another argument; the free has a result.
; CHECK-LABEL: define i32 @pool(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 32
; CHECK-NOT:     @pool
; CHECK:         ret i32
define i32 @pool(ptr %pool) {
  %p = call ptr @pool_alloc(ptr %pool, i64 3, i64 8)
  call void @use(ptr %p)
  %r = call i32 @pool_free(ptr %pool, ptr %p)
  ret i32 0
}
