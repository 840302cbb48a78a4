; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; A call that must not be duplicated is, if its function is copied (trap 125).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @barrier() noduplicate

define internal ptr @make() {
  call void @barrier()
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}

; CHECK-LABEL: define void @made(
; CHECK:         %p = call ptr @make()
define void @made() {
  %p = call ptr @make()
  call void @free(ptr %p)
  ret void
}
