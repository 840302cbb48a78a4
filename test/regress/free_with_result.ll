; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; A free whose result is used cannot vanish: poison would be left (trap 102).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @pool_alloc(ptr nocapture nofree, i64, i64) allockind("alloc,uninitialized") allocsize(1, 2) "alloc-family"="pool"
declare i32 @pool_free(ptr nocapture nofree, ptr allocptr) allockind("free") "alloc-family"="pool"

; Whether the free succeeded, nobody can say once it is gone.
; CHECK-LABEL: define i32 @result_of_free_is_used_heap(
; CHECK:         call i32 @pool_free
define i32 @result_of_free_is_used_heap(ptr %pool) {
  %p = call ptr @pool_alloc(ptr %pool, i64 3, i64 8)
  %r = call i32 @pool_free(ptr %pool, ptr %p)
  ret i32 %r
}
