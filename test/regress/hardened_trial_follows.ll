; RUN: %opt -passes='escape<no-cleanup;verify;hardened>' -S %s | %FileCheck --implicit-check-not=.escape %s
; With -escape-hardened callees are not followed. Trials were, so that they had more sites than the functions themselves, and
; no site of those was promoted; copies of callees were left behind.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

define internal ptr @make() {
  %p = call ptr @malloc(i64 4)
  ret ptr %p
}

; CHECK-LABEL: define i32 @own(
; CHECK-NEXT:    alloca [16 x i8]
define i32 @own() {
  %p = call ptr @malloc(i64 16)
  store i32 3, ptr %p
  %q = call ptr @make()
  call void @free(ptr %q)
  %r = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %r
}
