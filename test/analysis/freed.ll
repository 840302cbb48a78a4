; RUN: %opt -passes='print<escape>' -disable-output -escape-no-resize %s | %FileCheck %s
; Frees that a slot cannot serve (traps 17 to 25).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare nonnull ptr @_Znwm(i64) nobuiltin allocsize(0)
declare nonnull ptr @_Znam(i64) nobuiltin allocsize(0)
declare void @_ZdlPv(ptr) nobuiltin nounwind
declare void @_ZdaPv(ptr) nobuiltin nounwind

; Trap 24: families must match.
; CHECK-LABEL: function 'malloc_delete'
; CHECK: heap: mismatched-free 'operator delete(void*)'
define void @malloc_delete() {
  %p = call ptr @malloc(i64 8)
  call void @_ZdlPv(ptr %p) builtin
  ret void
}

; CHECK-LABEL: function 'new_free'
; CHECK: heap: mismatched-free 'free'
define void @new_free() {
  %p = call ptr @_Znwm(i64 8) builtin
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'new_array_delete'
; CHECK: heap: mismatched-free
define void @new_array_delete() {
  %p = call ptr @_Znam(i64 8) builtin
  call void @_ZdlPv(ptr %p) builtin
  ret void
}

; CHECK-LABEL: function 'interior'
; CHECK: heap: interior-free 'free'
define void @interior() {
  %p = call ptr @malloc(i64 16)
  %q = getelementptr i8, ptr %p, i64 8
  call void @free(ptr %q)
  ret void
}

; Perhaps into its middle.
; CHECK-LABEL: function 'interior_on_one_path'
; CHECK: heap: interior-free 'free'
define void @interior_on_one_path(i1 %c) {
  %p = call ptr @malloc(i64 16)
  %q = getelementptr i8, ptr %p, i64 8
  %r = select i1 %c, ptr %p, ptr %q
  call void @free(ptr %r)
  ret void
}

; There and back again.
; CHECK-LABEL: function 'not_interior_stack'
; CHECK: stack 16 bytes, align 16, proof no-escape
define void @not_interior_stack() {
  %p = call ptr @malloc(i64 16)
  %q = getelementptr i8, ptr %p, i64 8
  store i8 1, ptr %q
  %r = getelementptr i8, ptr %q, i64 -8
  call void @free(ptr %r)
  ret void
}

; Trap 22: realloc frees what it gets, and what it gives is in place of that.
; CHECK-LABEL: function 'grown'
; CHECK: %p = call
; CHECK-NEXT: heap: resized 'realloc'
; CHECK: %q = call
; CHECK-NEXT: heap: resizes
define void @grown() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @realloc(ptr %p, i64 16)
  call void @free(ptr %q)
  ret void
}

; What is in the block moves along with it.
; CHECK-LABEL: function 'contents_of_grown'
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @contents_of_grown() {
  %p = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %p
  %q = call ptr @realloc(ptr %p, i64 16)
  %r = load ptr, ptr %q
  ret ptr %r
}

; CHECK-LABEL: function 'from_null_stack'
; CHECK: stack 16 bytes, align 16, proof no-escape
define void @from_null_stack() {
  %p = call ptr @realloc(ptr null, i64 16)
  call void @free(ptr %p)
  ret void
}

; Some block, perhaps null.
; CHECK-LABEL: function 'from_a_parameter'
; CHECK: heap: resizes
define void @from_a_parameter(ptr %old) {
  %p = call ptr @realloc(ptr %old, i64 16)
  call void @free(ptr %p)
  ret void
}

; Trap 21: more kinds of block than can be told apart without a guard.
; CHECK-LABEL: function 'invoked_free_of_two'
; CHECK: heap: shared-free
define void @invoked_free_of_two(ptr %other, i1 %c) personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  %q = select i1 %c, ptr %p, ptr %other
  invoke void @free(ptr %q) to label %fine unwind label %pad
fine:
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

declare i32 @__gxx_personality_v0(...)
