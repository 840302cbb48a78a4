; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; What attributes of an argument prove: not captured, and not freed. One without the other proves nothing (trap 17).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @keeps_nothing(ptr nocapture)
declare void @frees_nothing(ptr nofree)
declare void @uses(ptr nocapture nofree)
declare void @uses_by_function(ptr nocapture) nofree
declare void @uses_second(ptr, ptr nocapture nofree)
declare i32 @looks(ptr readonly) nounwind memory(argmem: read)
declare i32 @computes(ptr) nounwind memory(none)
declare i32 @may_throw_it(ptr) memory(read)
declare ptr @chooses(ptr) nounwind memory(none)
declare ptr @hands_back(ptr nofree returned)
declare void @takes_copy(ptr byval([16 x i8]) nocapture)
declare void @stranger(ptr)

; CHECK-LABEL: function 'not_captured_but_freed'
; CHECK: heap: freed-elsewhere 'keeps_nothing'
; CHECK: freed: call void @keeps_nothing(ptr %p)
define void @not_captured_but_freed() {
  %p = call ptr @malloc(i64 8)
  call void @keeps_nothing(ptr %p)
  ret void
}

; CHECK-LABEL: function 'not_freed_but_captured'
; CHECK: heap: escapes-to-call 'frees_nothing'
define void @not_freed_but_captured() {
  %p = call ptr @malloc(i64 8)
  call void @frees_nothing(ptr %p)
  ret void
}

; CHECK-LABEL: function 'used_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @used_stack() {
  %p = call ptr @malloc(i64 8)
  call void @uses(ptr %p)
  ret void
}

; CHECK-LABEL: function 'used_by_function_attribute_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @used_by_function_attribute_stack() {
  %p = call ptr @malloc(i64 8)
  call void @uses_by_function(ptr %p)
  ret void
}

; What the call site promises counts as well.
; CHECK-LABEL: function 'used_by_call_site_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @used_by_call_site_stack() {
  %p = call ptr @malloc(i64 8)
  call void @stranger(ptr nocapture nofree %p)
  ret void
}

; ... and for a target that is not known.
; CHECK-LABEL: function 'used_by_indirect_call_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @used_by_indirect_call_stack(ptr %callee) {
  %p = call ptr @malloc(i64 8)
  call void %callee(ptr nocapture nofree %p)
  ret void
}

; CHECK-LABEL: function 'wrong_argument'
; CHECK: heap: escapes-to-call 'uses_second'
define void @wrong_argument() {
  %p = call ptr @malloc(i64 8)
  call void @uses_second(ptr %p, ptr null)
  ret void
}

; The same pointer twice is as bad as the worse of the two.
; CHECK-LABEL: function 'both_arguments'
; CHECK: heap: escapes-to-call 'uses_second'
define void @both_arguments() {
  %p = call ptr @malloc(i64 8)
  call void @uses_second(ptr %p, ptr %p)
  ret void
}

; Who writes nothing and does not throw has no place to keep it in.
; CHECK-LABEL: function 'looked_at_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i32 @looked_at_stack() {
  %p = call ptr @malloc(i64 8)
  store i64 0, ptr %p
  %r = call i32 @looks(ptr nocapture %p)
  ret i32 %r
}

; An exception is a place to keep it in.
; CHECK-LABEL: function 'may_be_thrown'
; CHECK: heap: escapes-to-call 'may_throw_it'
define i32 @may_be_thrown() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @may_throw_it(ptr %p)
  ret i32 0
}

; A pure function can return what it got.
; CHECK-LABEL: function 'returned_by_a_pure_function'
; CHECK: heap: escapes-to-return
; CHECK: result: %q = call ptr @chooses
define ptr @returned_by_a_pure_function() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @chooses(ptr %p)
  ret ptr %q
}

; CHECK-LABEL: function 'result_of_a_pure_function_stays_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i8 @result_of_a_pure_function_stays_stack() {
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  %q = call ptr @chooses(ptr %p)
  %v = load i8, ptr %q
  ret i8 %v
}

; Trap 4: `returned` alone does not say that it is not kept as well.
; CHECK-LABEL: function 'handed_back_and_kept'
; CHECK: heap: escapes-to-call 'hands_back'
define void @handed_back_and_kept() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @hands_back(ptr %p)
  ret void
}

; The callee gets a copy of the bytes (trap 58).
; CHECK-LABEL: function 'passed_by_value_stack'
; CHECK: stack 16 bytes, align 16, proof no-escape
define void @passed_by_value_stack() {
  %p = call ptr @malloc(i64 16)
  store i64 0, ptr %p
  call void @takes_copy(ptr byval([16 x i8]) %p)
  ret void
}

; Trap 5: nothing is said of a number, and one that was made from a pointer can come back as it was.
; CHECK-LABEL: function 'returned_by_a_pure_function_of_a_number'
; CHECK: heap: escapes-to-return
define i64 @returned_by_a_pure_function_of_a_number() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %r = call i64 @mixes(i64 %i)
  ret i64 %r
}

declare i64 @mixes(i64) nounwind memory(none)
