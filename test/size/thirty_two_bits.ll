; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; size_t is what the target says: on a 32-bit target its arguments have 32 bits, and pointers 4 bytes.

target datalayout = "e-m:e-p:32:32-p270:32:32-p271:32:32-p272:64:64-i128:128-f64:32:64-f80:32-n8:16:32-S128"
target triple = "i386-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i32)
declare i32 @posix_memalign(ptr, i32, i32)

; CHECK-LABEL: function 'constant_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @constant_stack() {
  %p = call ptr @malloc(i32 8)
  ret void
}

; (size_t)-1 does not become 2^64 - 1, but it is large enough.
; CHECK-LABEL: function 'negative'
; CHECK: heap: too-large
define void @negative() {
  %p = call ptr @malloc(i32 -1)
  ret void
}

; Four bytes are a pointer here.
; CHECK-LABEL: function 'fields'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %q = call
; CHECK-NEXT: heap: escapes-to-global 'g'
define void @fields() {
  %local = alloca { ptr, ptr }
  %p = call ptr @malloc(i32 8)
  %q = call ptr @malloc(i32 8)
  store ptr %p, ptr %local
  %second = getelementptr { ptr, ptr }, ptr %local, i32 0, i32 1
  store ptr %q, ptr %second
  %r = load ptr, ptr %second
  store ptr %r, ptr @g
  ret void
}

; CHECK-LABEL: function 'aligned_stack'
; CHECK: stack 32 bytes, align 16
define void @aligned_stack() {
  %out = alloca ptr
  %r = call i32 @posix_memalign(ptr %out, i32 4, i32 32)
  ret void
}
