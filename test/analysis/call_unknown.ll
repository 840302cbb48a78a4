; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Calls about which nothing is known. They may keep their arguments, and everything that can be reached from those
; (trap 1, trap 11).

target triple = "x86_64-unknown-linux-gnu"

@replaceable = weak alias void (ptr), ptr @definition
@certain = internal alias void (ptr), ptr @definition

declare ptr @malloc(i64)
declare void @stranger(ptr)
declare void @takes_integer(i64)
declare ptr @gives()

define void @definition(ptr nocapture nofree readnone %p) nounwind {
  ret void
}

; CHECK-LABEL: function 'passed'
; CHECK: heap: escapes-to-call 'stranger'
; CHECK: passed: call void @stranger(ptr %p)
define void @passed() {
  %p = call ptr @malloc(i64 8)
  call void @stranger(ptr %p)
  ret void
}

; CHECK-LABEL: function 'passed_as_integer'
; CHECK: heap: escapes-to-call 'takes_integer'
define void @passed_as_integer() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  call void @takes_integer(i64 %i)
  ret void
}

; CHECK-LABEL: function 'passed_inside_another'
; CHECK: %outer = call
; CHECK-NEXT: heap: escapes-to-call 'stranger'
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-call 'stranger'
define void @passed_inside_another() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  call void @stranger(ptr %outer)
  ret void
}

; The order does not matter: the callee kept %outer and looks into it later.
; CHECK-LABEL: function 'stored_after_the_holder_was_passed'
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-call 'stranger'
define void @stored_after_the_holder_was_passed() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  call void @stranger(ptr %outer)
  store ptr %inner, ptr %outer
  ret void
}

; Trap 11.
; CHECK-LABEL: function 'passed_to_a_pointer'
; CHECK: heap: escapes-to-indirect-call
; CHECK: indirect: call void %callee(ptr %p)
define void @passed_to_a_pointer(ptr %callee) {
  %p = call ptr @malloc(i64 8)
  call void %callee(ptr %p)
  ret void
}

; obj->vtable->method(obj)
; CHECK-LABEL: function 'passed_to_a_virtual_function'
; CHECK: heap: escapes-to-indirect-call
define void @passed_to_a_virtual_function(ptr %other) {
  %p = call ptr @malloc(i64 8)
  %table = load ptr, ptr %other
  %slot = getelementptr ptr, ptr %table, i64 3
  %method = load ptr, ptr %slot
  call void %method(ptr %p)
  ret void
}

; The linker may put another function there.
; CHECK-LABEL: function 'passed_to_a_weak_alias'
; CHECK: heap: escapes-to-
define void @passed_to_a_weak_alias() {
  %p = call ptr @malloc(i64 8)
  call void @replaceable(ptr %p)
  ret void
}

; Published first, filled later, stored through last: what the local holds may have been changed by anybody.
; CHECK-LABEL: function 'stored_through_a_published_local'
; CHECK: heap: escapes-to-memory
define void @stored_through_a_published_local() {
  %local = alloca ptr
  call void @stranger(ptr %local)
  %somewhere = load ptr, ptr %local
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %somewhere
  ret void
}

; What a call returned points outside, unless it says that it is new.
; CHECK-LABEL: function 'stored_through_a_result'
; CHECK: heap: escapes-to-memory
define void @stored_through_a_result() {
  %somewhere = call ptr @gives()
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %somewhere
  ret void
}

; CHECK-LABEL: function 'call_without_it_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @call_without_it_stack() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store i64 1, ptr %p
  call void @stranger(ptr %local)
  ret void
}
