; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; An operand bundle can mean anything; those of llvm.assume mean nothing (trap 9).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @quiet() nofree nounwind memory(none)
declare void @llvm.assume(i1)

; CHECK-LABEL: function 'deoptimisation_state'
; CHECK: heap: escapes-to-unknown
; CHECK: not-followed: call void @quiet()
define void @deoptimisation_state() {
  %p = call ptr @malloc(i64 8)
  call void @quiet() [ "deopt"(i32 1, ptr %p) ]
  ret void
}

; CHECK-LABEL: function 'assumption_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @assumption_stack() {
  %p = call ptr @malloc(i64 8)
  call void @llvm.assume(i1 true) [ "dereferenceable"(ptr %p, i64 8) ]
  ret void
}

; Undefined memory is not memory that is understood.
; CHECK-LABEL: function 'stored_through_null'
; CHECK: heap: escapes-to-unknown
define void @stored_through_null() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr null
  ret void
}
