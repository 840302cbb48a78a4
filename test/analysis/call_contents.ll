; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 2: `nocapture` is about the pointer, not about the pointers behind it.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @reads(ptr nocapture nofree)
declare void @fills(ptr nocapture nofree writeonly)
declare i32 @sums(ptr nocapture) nounwind memory(argmem: read)
declare ptr @finds(ptr nocapture) nounwind memory(read)
declare void @takes_copy(ptr byval([8 x i8]))

; CHECK-LABEL: function 'contents_of_a_local'
; CHECK: heap: escapes-to-call 'reads'
; CHECK: stored: store ptr %p, ptr %local
; CHECK: content: call void @reads(ptr %local)
define void @contents_of_a_local() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  call void @reads(ptr %local)
  ret void
}

; The holder itself does not escape.
; CHECK-LABEL: function 'contents_of_an_object'
; CHECK: %outer = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-call 'reads'
define void @contents_of_an_object() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  call void @reads(ptr %outer)
  ret void
}

; Trap 83: three levels, of which only the outermost is what is passed.
; CHECK-LABEL: function 'contents_of_contents'
; CHECK: %a = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
; CHECK: %b = call
; CHECK-NEXT: heap: escapes-to-call 'reads'
; CHECK: %c = call
; CHECK-NEXT: heap: escapes-to-call 'reads'
define void @contents_of_contents() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  %c = call ptr @malloc(i64 8)
  store ptr %b, ptr %a
  store ptr %c, ptr %b
  call void @reads(ptr %a)
  ret void
}

; A later read of the holder gives anything, for the callee may have changed it: what is stored through that is gone.
; CHECK-LABEL: function 'stored_where_the_callee_pointed'
; CHECK: heap: escapes-to-memory
define void @stored_where_the_callee_pointed() {
  %local = alloca ptr
  store ptr null, ptr %local
  call void @fills(ptr %local)
  %somewhere = load ptr, ptr %local
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %somewhere
  ret void
}

; Who only writes does not see what was there.
; CHECK-LABEL: function 'contents_are_overwritten_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @contents_are_overwritten_stack() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  call void @fills(ptr %local)
  ret void
}

; Who only reads, and returns a number, has no place to keep them in ... but the number may be one of them.
; CHECK-LABEL: function 'contents_are_summed_stack'
; CHECK: %outer = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %inner = call
; CHECK-NEXT: stack 8 bytes
define void @contents_are_summed_stack() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  %n = call i32 @sums(ptr %outer)
  ret void
}

; CHECK-LABEL: function 'contents_are_found'
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK: result: %q = call ptr @finds
define ptr @contents_are_found() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  %q = call ptr @finds(ptr %outer)
  ret ptr %q
}

; Also two levels down.
; CHECK-LABEL: function 'contents_of_contents_are_found'
; CHECK: %c = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @contents_of_contents_are_found() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  %c = call ptr @malloc(i64 8)
  store ptr %b, ptr %a
  store ptr %c, ptr %b
  %q = call ptr @finds(ptr %a)
  ret ptr %q
}

; A copy of the bytes is a copy of the pointers (trap 58).
; CHECK-LABEL: function 'contents_go_by_value'
; CHECK: heap: escapes-to-call 'takes_copy'
define void @contents_go_by_value() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  call void @takes_copy(ptr byval([8 x i8]) %local)
  ret void
}

; What is found two levels down is accessed as volatile (trap 83).
; CHECK-LABEL: function 'contents_of_contents_are_volatile'
; CHECK: %c = call
; CHECK-NEXT: heap: volatile-access
define void @contents_of_contents_are_volatile() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  %c = call ptr @malloc(i64 8)
  store ptr %b, ptr %a
  store ptr %c, ptr %b
  %q = call ptr @finds(ptr %a)
  %v = load volatile i8, ptr %q
  ret void
}

; Read, and thrown.
; CHECK-LABEL: function 'contents_are_thrown'
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-call 'may_throw_what_it_reads'
define void @contents_are_thrown() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  %n = call i32 @may_throw_what_it_reads(ptr %outer)
  ret void
}

declare i32 @may_throw_what_it_reads(ptr nocapture) memory(argmem: read)
