; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Pointers that go through memory of the function: locals and other objects, field by field.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; CHECK-LABEL: function 'through_a_local'
; CHECK: heap: escapes-to-global 'g'
; CHECK: stored: store ptr %p, ptr %local
; CHECK: loaded: %q = load ptr, ptr %local
; CHECK: stored: store ptr %q, ptr @g
define void @through_a_local() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %q = load ptr, ptr %local
  store ptr %q, ptr @g
  ret void
}

; Two levels.
; CHECK-LABEL: function 'through_a_chain'
; CHECK: %a = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %b = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %c = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @through_a_chain() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  %c = call ptr @malloc(i64 8)
  store ptr %b, ptr %a
  store ptr %c, ptr %b
  %x = load ptr, ptr %a
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: function 'other_field_stack'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %q = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @other_field_stack() {
  %local = alloca { ptr, ptr }
  %second = getelementptr { ptr, ptr }, ptr %local, i64 0, i32 1
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  store ptr %q, ptr %second
  %r = load ptr, ptr %second
  ret ptr %r
}

; Bytes 4 to 11 hold half of the pointer that is in bytes 0 to 7.
; CHECK-LABEL: function 'overlapping_field'
; CHECK: heap: escapes-to-return
define i64 @overlapping_field() {
  %local = alloca { i64, i64 }
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %at = getelementptr i8, ptr %local, i64 4
  %r = load i64, ptr %at
  ret i64 %r
}

; ... from below as well.
; CHECK-LABEL: function 'overlapping_field_from_below'
; CHECK: heap: escapes-to-return
define i64 @overlapping_field_from_below() {
  %local = alloca { i64, i64 }
  %p = call ptr @malloc(i64 8)
  %at = getelementptr i8, ptr %local, i64 7
  store ptr %p, ptr %at
  %r = load i64, ptr %local
  ret i64 %r
}

; Trap 77: an offset that is not known reaches every field.
; CHECK-LABEL: function 'unknown_offset'
; CHECK: heap: escapes-to-return
define ptr @unknown_offset(i64 %i) {
  %local = alloca [4 x ptr]
  %p = call ptr @malloc(i64 8)
  %at = getelementptr [4 x ptr], ptr %local, i64 0, i64 2
  store ptr %p, ptr %at
  %some = getelementptr [4 x ptr], ptr %local, i64 0, i64 %i
  %r = load ptr, ptr %some
  ret ptr %r
}

; CHECK-LABEL: function 'copied'
; CHECK: heap: escapes-to-return
; CHECK: copied: call void @llvm.memcpy
define ptr @copied() {
  %from = alloca { i64, ptr }
  %to = alloca { i64, ptr }
  %p = call ptr @malloc(i64 8)
  %a = getelementptr i8, ptr %from, i64 8
  store ptr %p, ptr %a
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %from, i64 16, i1 false)
  %b = getelementptr i8, ptr %to, i64 8
  %r = load ptr, ptr %b
  ret ptr %r
}

; A copy moves fields along.
; CHECK-LABEL: function 'moved'
; CHECK: heap: escapes-to-return
define ptr @moved() {
  %array = alloca [4 x ptr]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %array
  %second = getelementptr i8, ptr %array, i64 8
  call void @llvm.memmove.p0.p0.i64(ptr %second, ptr %array, i64 24, i1 false)
  %third = getelementptr i8, ptr %array, i64 16
  call void @llvm.memmove.p0.p0.i64(ptr %third, ptr %second, i64 8, i1 false)
  %r = load ptr, ptr %third
  ret ptr %r
}

; The copy is of the field beside it.
; CHECK-LABEL: function 'neighbour_is_copied_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define ptr @neighbour_is_copied_stack(ptr %other) {
  %from = alloca { ptr, ptr }
  %to = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %from
  %a = getelementptr i8, ptr %from, i64 8
  store ptr %other, ptr %a
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %a, i64 8, i1 false)
  %r = load ptr, ptr %to
  ret ptr %r
}

; Before the store or after it: the order of instructions is not looked at, so this is kept as well.
; CHECK-LABEL: function 'copied_before'
; CHECK: heap: escapes-to-return
define ptr @copied_before() {
  %from = alloca ptr
  %to = alloca ptr
  store ptr null, ptr %from
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %from, i64 8, i1 false)
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %from
  %r = load ptr, ptr %to
  ret ptr %r
}

; memset writes numbers.
; CHECK-LABEL: function 'filled_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @filled_stack(i8 %v) {
  %p = call ptr @malloc(i64 8)
  call void @llvm.memset.p0.i64(ptr %p, i8 %v, i64 8, i1 false)
  ret void
}

; Objects that point to each other, and to themselves.
; CHECK-LABEL: function 'cycle_stack'
; CHECK: %p = call
; CHECK-NEXT: stack 16 bytes, align 16, proof no-escape
; CHECK: %q = call
; CHECK-NEXT: stack 16 bytes, align 16, proof no-escape
define void @cycle_stack() {
  %p = call ptr @malloc(i64 16)
  %q = call ptr @malloc(i64 16)
  store ptr %q, ptr %p
  store ptr %p, ptr %q
  %self = getelementptr i8, ptr %p, i64 8
  store ptr %p, ptr %self
  ret void
}

; Trap 83: two owners share one inner object.
; CHECK-LABEL: function 'shared_inner'
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK: %one = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %two = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @shared_inner() {
  %inner = call ptr @malloc(i64 8)
  %one = call ptr @malloc(i64 8)
  %two = call ptr @malloc(i64 8)
  store ptr %inner, ptr %one
  store ptr %inner, ptr %two
  ret ptr %two
}

; Two numbers of four bytes, put together by a wider load.
; CHECK-LABEL: function 'joined_halves'
; CHECK: heap: escapes-to-return
define i64 @joined_halves() {
  %local = alloca i64
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %low = trunc i64 %i to i32
  %shifted = lshr i64 %i, 32
  %high = trunc i64 %shifted to i32
  store i32 %low, ptr %local
  %at = getelementptr i8, ptr %local, i64 4
  store i32 %high, ptr %at
  %r = load i64, ptr %local
  ret i64 %r
}

; Memory that is made anew each time round is one object to the analysis, and what is in it may come from any round.
; CHECK-LABEL: function 'dynamic_alloca'
; CHECK: heap: escapes-to-return
define ptr @dynamic_alloca(i64 %n) {
  %local = alloca ptr, i64 %n
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %r = load ptr, ptr %local
  ret ptr %r
}
