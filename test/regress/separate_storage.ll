; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; An assumption about two pointers that may be two instances of one site: of one slot it would be false
; (trap 98).
; CHECK: %cur = call ptr @malloc(i64 32)
; CHECK-NEXT: heap: escapes-to-unknown

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @llvm.assume(i1)
declare i32 @printf(ptr, ...)
@fmt = constant [4 x i8] c"%d\0A\00"
define i32 @main() {
entry:
  %first = call ptr @malloc(i64 32)
  store i32 1, ptr %first
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %loop ]
  %prev = phi ptr [ %first, %entry ], [ %cur, %loop ]
  %v = load i32, ptr %prev
  %cur = call ptr @malloc(i64 32)
  call void @llvm.assume(i1 true) [ "separate_storage"(ptr %prev, ptr %cur) ]
  %w = mul i32 %v, 3
  store i32 %w, ptr %cur
  %j = add i32 %i, 1
  %c = icmp eq i32 %j, 4
  br i1 %c, label %out, label %loop
out:
  %r = load i32, ptr %cur
  call i32 (ptr, ...) @printf(ptr @fmt, i32 %r)
  ret i32 0
}
