; REQUIRES: llvm-19
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 81: LLVM 19 calls it `nocapture`, and lifetime markers have a size. spelling_22.ll is the same for LLVM 22.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)

; CHECK-LABEL: define i64 @f(
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0(i64 8, ptr %p.stack)
; CHECK-NEXT:    store i8 0, ptr %p.stack
; CHECK-NEXT:    %n = call i64 @strlen(ptr nocapture %p.stack)
; CHECK-NEXT:    call void @llvm.lifetime.end.p0(i64 8, ptr %p.stack)
; CHECK-NEXT:    ret i64 %n
define i64 @f() {
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %n = call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  ret i64 %n
}
