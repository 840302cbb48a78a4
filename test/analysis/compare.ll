; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 6: a comparison is not an escape.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: function 'with_null_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i32 @with_null_stack() {
  %p = call ptr @malloc(i64 8)
  %c = icmp eq ptr %p, null
  br i1 %c, label %failed, label %good
failed:
  ret i32 1
good:
  call void @free(ptr %p)
  ret i32 0
}

; CHECK-LABEL: function 'with_another_stack'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %q = call
; CHECK-NEXT: stack 8 bytes
define i1 @with_another_stack() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %c = icmp ult ptr %p, %q
  ret i1 %c
}

; The result is in memory that outlives the frame, the pointer is not.
; CHECK-LABEL: function 'outcome_is_stored_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @outcome_is_stored_stack(ptr %out, ptr %other) {
  %p = call ptr @malloc(i64 8)
  %c = icmp eq ptr %p, %other
  store i1 %c, ptr %out
  ret void
}
