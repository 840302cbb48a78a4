; RUN: %opt -passes='print<escape>' -disable-output -escape-no-turns %s | %FileCheck %s
; REQUIRES: llvm-22
; LangRef: ptrtoaddr gives the address without the provenance, so nothing can be reached with it (trap 5). But addresses
; are compared, and two instances that are alive together must not have the same (trap 6): so it is followed.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; CHECK-LABEL: function 'compared_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i1 @compared_stack(i64 %other) {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoaddr ptr %p to i64
  %c = icmp eq i64 %i, %other
  ret i1 %c
}

; CHECK-LABEL: function 'compared_with_the_previous'
; CHECK: heap: multiple-instances
define i1 @compared_with_the_previous() {
entry:
  br label %loop
loop:
  %prev = phi i64 [ 0, %entry ], [ %i, %loop ]
  %p = call ptr @malloc(i64 8)
  %i = ptrtoaddr ptr %p to i64
  %same = icmp eq i64 %i, %prev
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret i1 %same
}

; `captures(address)` promises no more than that, but what is kept can be compared with the next instance (trap 103).
; CHECK-LABEL: function 'captured_address'
; CHECK: heap: escapes-to-call 'takes_address'
define void @captured_address() {
  %p = call ptr @malloc(i64 8)
  call void @takes_address(ptr %p)
  ret void
}

; CHECK-LABEL: function 'captured_for_reading'
; CHECK: heap: escapes-to-call 'reads_later'
define void @captured_for_reading() {
  %p = call ptr @malloc(i64 8)
  call void @reads_later(ptr %p)
  ret void
}

; CHECK-LABEL: function 'captured_in_the_result'
; CHECK: heap: escapes-to-return
define ptr @captured_in_the_result() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @finds(ptr %p)
  ret ptr %q
}

; CHECK-LABEL: function 'captured_in_a_result_that_stays_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i8 @captured_in_a_result_that_stays_stack() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @finds(ptr %p)
  %v = load i8, ptr %q
  ret i8 %v
}

declare i1 @condition()
declare void @takes_address(ptr nofree captures(address))
declare void @reads_later(ptr nofree captures(address, read_provenance))
declare ptr @finds(ptr nofree captures(ret: address, provenance))
