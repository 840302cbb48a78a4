; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 62: an object that is accessed as volatile may be looked at by something else than the program.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; CHECK-LABEL: function 'loaded'
; CHECK: heap: volatile-access
define i32 @loaded() {
  %p = call ptr @malloc(i64 8)
  %q = getelementptr i8, ptr %p, i64 4
  %v = load volatile i32, ptr %q
  ret i32 %v
}

; CHECK-LABEL: function 'stored'
; CHECK: heap: volatile-access
define void @stored() {
  %p = call ptr @malloc(i64 8)
  store volatile i32 1, ptr %p
  ret void
}

; CHECK-LABEL: function 'atomic'
; CHECK: heap: volatile-access
define void @atomic() {
  %p = call ptr @malloc(i64 8)
  %v = atomicrmw volatile add ptr %p, i32 1 seq_cst
  ret void
}

; CHECK-LABEL: function 'set'
; CHECK: heap: volatile-access
define void @set() {
  %p = call ptr @malloc(i64 8)
  call void @llvm.memset.p0.i64(ptr %p, i8 0, i64 8, i1 true)
  ret void
}

; Read or written, both count.
; CHECK-LABEL: function 'copied'
; CHECK: %p = call
; CHECK-NEXT: heap: volatile-access
; CHECK: %q = call
; CHECK-NEXT: heap: volatile-access
define void @copied() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %q, i64 8, i1 true)
  ret void
}

; A pointer that is kept in volatile memory may be fetched from there by a handler.
; CHECK-LABEL: function 'kept_in_volatile_memory'
; CHECK: heap: escapes-to-volatile
define void @kept_in_volatile_memory() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store volatile ptr %p, ptr %local
  ret void
}

; Other volatile memory does not matter.
; CHECK-LABEL: function 'beside_volatile_memory_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i32 @beside_volatile_memory_stack(ptr %device) {
  %p = call ptr @malloc(i64 8)
  %v = load volatile i32, ptr %device
  store i32 %v, ptr %p
  %w = load i32, ptr %p
  ret i32 %w
}

; A handler may have put another pointer there.
; CHECK-LABEL: function 'stored_where_volatile_memory_points'
; CHECK: heap: escapes-to-memory
define void @stored_where_volatile_memory_points() {
  %local = alloca ptr
  %somewhere = load volatile ptr, ptr %local
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %somewhere
  ret void
}
