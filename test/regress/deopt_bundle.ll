; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s

; An operand bundle hands its operands to whoever understands it: "deopt" passes them to another frame, which goes on
; when this one is gone (trap 99).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare i32 @llvm.experimental.deoptimize.i32(...)
declare void @llvm.experimental.guard(i1, ...)

; CHECK-LABEL: function 'guard'
; CHECK: heap: escapes-to-unknown 'llvm.experimental.guard'
define i32 @guard(i1 %c) {
  %p = call ptr @malloc(i64 16)
  store i32 42, ptr %p
  call void (i1, ...) @llvm.experimental.guard(i1 %c) [ "deopt"(ptr %p) ]
  ret i32 0
}

; CHECK-LABEL: function 'deoptimize'
; CHECK: heap: escapes-to-unknown 'llvm.experimental.deoptimize.i32'
define i32 @deoptimize(i1 %c) {
  %p = call ptr @malloc(i64 16)
  store i32 42, ptr %p
  br i1 %c, label %slow, label %done
slow:
  %v = call i32 (...) @llvm.experimental.deoptimize.i32(i32 1) [ "deopt"(i32 7, ptr %p) ]
  ret i32 %v
done:
  ret i32 0
}
