; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 3: exceptions carry pointers out of the frame.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare i32 @__gxx_personality_v0(...)
declare void @may_throw()
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr) noreturn

; CHECK-LABEL: function 'resumed'
; CHECK: heap: escapes-to-exception
; CHECK: thrown: resume
define void @resumed() personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  invoke void @may_throw() to label %fine unwind label %pad
fine:
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  %f = insertvalue { ptr, i32 } %e, ptr %p, 0
  resume { ptr, i32 } %f
}

; throw p;
; CHECK-LABEL: function 'payload'
; CHECK: heap: escapes-to-memory
define void @payload() {
  %p = call ptr @malloc(i64 8)
  %e = call ptr @__cxa_allocate_exception(i64 8)
  store ptr %p, ptr %e
  call void @__cxa_throw(ptr %e, ptr null, ptr null)
  unreachable
}

; The exception of somebody else goes past; the object is lost with the frame.
; CHECK-LABEL: function 'passed_by_an_exception_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @passed_by_an_exception_stack() personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  invoke void @may_throw() to label %fine unwind label %pad
fine:
  store i8 1, ptr %p
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  store i8 2, ptr %p
  resume { ptr, i32 } %e
}

; What was caught points outside.
; CHECK-LABEL: function 'stored_in_what_was_caught'
; CHECK: heap: escapes-to-memory
define void @stored_in_what_was_caught() personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  invoke void @may_throw() to label %fine unwind label %pad
fine:
  ret void
pad:
  %e = landingpad { ptr, i32 } catch ptr null
  %x = extractvalue { ptr, i32 } %e, 0
  store ptr %p, ptr %x
  ret void
}
