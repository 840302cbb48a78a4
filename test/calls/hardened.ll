; RUN: %opt -passes='escape<no-cleanup;verify;hardened>,verify' -S %s | %FileCheck --implicit-check-not='call ptr @make.escape' %s
; With -escape-hardened callees are not followed: LLVM's stack safety analysis would have to look through the copies.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

define internal ptr @make() {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p
  ret ptr %p
}
define internal void @drop(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define i32 @made(
; CHECK-NEXT:    %p = call ptr @make()
; CHECK:         call void @free(ptr %p)
define i32 @made() {
  %p = call ptr @make()
  %v = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %v
}

; CHECK-LABEL: define void @dropped(
; CHECK-NEXT:    %p = call ptr @malloc(i64 16)
; CHECK-NEXT:    call void @drop(ptr %p)
define void @dropped() {
  %p = call ptr @malloc(i64 16)
  call void @drop(ptr %p)
  ret void
}
