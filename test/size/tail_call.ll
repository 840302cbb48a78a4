; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A slot that LLVM takes for captured keeps every call of its function from being a tail call. Where functions call each
; other a million times deep in one frame, that would run out of stack (traps 52, 57 and 121).

target triple = "x86_64-unknown-linux-gnu"

@kept = global ptr null

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; Freed on every path, but its address was stored.
; CHECK-LABEL: function 'even'
; CHECK: heap: tail-call
define i32 @even(i32 %n) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @kept
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %m = add i32 %n, %v
  %r = tail call i32 @odd(i32 %m)
  ret i32 %r
}

; Its address goes nowhere: the call is marked `tail` again behind the rewrite.
; CHECK-LABEL: function 'odd'
; CHECK: stack 8 bytes
define i32 @odd(i32 %n) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %m = add i32 %n, %v
  %r = tail call i32 @even(i32 %m)
  ret i32 %r
}

; Handed to the call itself, and never freed.
; CHECK-LABEL: function 'handed_on'
; CHECK: heap: tail-call
define void @handed_on(ptr nocapture nofree %before, i32 %n) {
  %p = call ptr @malloc(i64 8)
  store i32 %n, ptr %p
  tail call void @handed_on(ptr nocapture nofree %p, i32 %n)
  ret void
}

; By way of a pointer.
@table = constant [1 x ptr] [ptr @visit]
; CHECK-LABEL: function 'visit'
; CHECK: heap: tail-call
define void @visit(i32 %n) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @kept
  store i32 %n, ptr %p
  call void @free(ptr %p)
  %f = load ptr, ptr @table
  tail call void %f(i32 %n)
  ret void
}

; Not a tail call: it costs a frame in any case.
; CHECK-LABEL: function 'not_last'
; CHECK: stack 8 bytes
define i32 @not_last(i32 %n) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @kept
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %r = call i32 @not_last(i32 %v)
  %s = add i32 %r, 1
  ret i32 %s
}

; A tail call out of the recursion is one frame.
; CHECK-LABEL: function 'leaves_stack'
; CHECK: stack 8 bytes
define i32 @leaves_stack(i32 %n) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @kept
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %r = tail call i32 @even(i32 %v)
  ret i32 %r
}
