; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Traps 7 and 63: atomics on the object are accesses; atomics of its pointer publish it.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64)

; CHECK-LABEL: function 'exchanged'
; CHECK: heap: escapes-to-atomic
; CHECK: atomic: %old = atomicrmw xchg
define void @exchanged() {
  %p = call ptr @malloc(i64 8)
  %old = atomicrmw xchg ptr @g, ptr %p seq_cst
  ret void
}

; Also into memory of the function's own: what is exchanged is meant for others.
; CHECK-LABEL: function 'exchanged_locally'
; CHECK: heap: escapes-to-atomic
define void @exchanged_locally() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  %old = atomicrmw xchg ptr %local, ptr %p seq_cst
  ret void
}

; CHECK-LABEL: function 'compare_exchanged_as_new'
; CHECK: heap: escapes-to-atomic
define void @compare_exchanged_as_new() {
  %p = call ptr @malloc(i64 8)
  %r = cmpxchg ptr @g, ptr null, ptr %p seq_cst seq_cst
  ret void
}

; CHECK-LABEL: function 'compare_exchanged_as_expected_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @compare_exchanged_as_expected_stack() {
  %p = call ptr @malloc(i64 8)
  %r = cmpxchg ptr @g, ptr %p, ptr null seq_cst seq_cst
  ret void
}

; CHECK-LABEL: function 'released'
; CHECK: heap: escapes-to-global 'g'
define void @released() {
  %p = call ptr @malloc(i64 8)
  store atomic ptr %p, ptr @g release, align 8
  ret void
}

; CHECK-LABEL: function 'accessed_stack'
; CHECK: stack 16 bytes, align 16, proof no-escape
define i64 @accessed_stack() {
  %p = call ptr @malloc(i64 16)
  store atomic i64 1, ptr %p release, align 8
  %a = atomicrmw add ptr %p, i64 2 seq_cst
  %b = cmpxchg ptr %p, i64 3, i64 4 seq_cst seq_cst
  %v = load atomic i64, ptr %p acquire, align 8
  ret i64 %v
}

; The old value comes out of the exchange.
; CHECK-LABEL: function 'exchanged_out'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @exchanged_out() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %old = atomicrmw xchg ptr %local, ptr null seq_cst
  ret ptr %old
}
