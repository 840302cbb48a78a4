; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; REQUIRES: llvm-22
; LangRef: ptrtoaddr gives the address without the provenance, so nothing can be reached with it (trap 5).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; CHECK-LABEL: function 'address_only_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i64 @address_only_stack() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoaddr ptr %p to i64
  ret i64 %i
}

; `captures(address)` promises no more than that.
; CHECK-LABEL: function 'captured_address_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @captured_address_stack() {
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

declare void @takes_address(ptr nofree captures(address))
declare void @reads_later(ptr nofree captures(address, read_provenance))
declare ptr @finds(ptr nofree captures(ret: address, provenance))
