; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; What is returned outlives the frame (trap 3), in whatever shape. What is only computed from the object does not.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; CHECK-LABEL: function 'returned'
; CHECK: heap: escapes-to-return
; CHECK-NEXT: allocated: %p = call ptr @malloc(i64 8)
; CHECK-NEXT: returned: ret ptr %p
define ptr @returned() {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}

; A pointer into the object keeps all of it alive.
; CHECK-LABEL: function 'returned_inside'
; CHECK: heap: escapes-to-return
define ptr @returned_inside() {
  %p = call ptr @malloc(i64 32)
  %q = getelementptr i8, ptr %p, i64 12
  ret ptr %q
}

; One path is enough.
; CHECK-LABEL: function 'returned_on_one_path'
; CHECK: heap: escapes-to-return
define ptr @returned_on_one_path(i1 %c) {
entry:
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %a, label %b
a:
  br label %b
b:
  %r = phi ptr [ %p, %a ], [ null, %entry ]
  ret ptr %r
}

; CHECK-LABEL: function 'returned_in_struct'
; CHECK: heap: escapes-to-return
define { i32, ptr } @returned_in_struct() {
  %p = call ptr @malloc(i64 8)
  %s = insertvalue { i32, ptr } { i32 1, ptr null }, ptr %p, 1
  ret { i32, ptr } %s
}

; CHECK-LABEL: function 'returned_as_integer'
; CHECK: heap: escapes-to-return
; CHECK: to-integer: %i = ptrtoint ptr %p to i64
; CHECK: returned: ret i64 %i
define i64 @returned_as_integer() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  ret i64 %i
}

; An out-parameter by another name.
; CHECK-LABEL: function 'returned_by_sret'
; CHECK: heap: escapes-to-parameter 'result'
define void @returned_by_sret(ptr sret({ ptr, i64 }) %result) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %result
  ret void
}

; The second object is returned because it hangs on the first.
; CHECK-LABEL: function 'returned_with_its_holder'
; CHECK: %outer = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK-NEXT: allocated: %inner = call
; CHECK-NEXT: stored: store ptr %inner, ptr %outer
; CHECK-NEXT: allocated: %outer = call
; CHECK-NEXT: returned: ret ptr %outer
define ptr @returned_with_its_holder() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  ret ptr %outer
}

; The contents are numbers, and the result of a comparison is not the address.
; CHECK-LABEL: function 'contents_are_returned_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i1 @contents_are_returned_stack(i32 %v) {
  %p = call ptr @malloc(i64 8)
  store i32 %v, ptr %p
  %x = load i32, ptr %p
  %c = icmp eq i32 %x, 7
  ret i1 %c
}
