; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 5: pointers travel through integers. What is harmless: comparisons, the low bits of an address, and differences
; within one object. Everything else is followed.

target triple = "x86_64-unknown-linux-gnu"

@g = global i64 0
@d = global double 0.0

declare ptr @malloc(i64)

; CHECK-LABEL: function 'compared_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i1 @compared_stack(i64 %other) {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %c = icmp ult i64 %i, %other
  ret i1 %c
}

; A test for alignment.
; CHECK-LABEL: function 'low_bits_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i64 @low_bits_stack() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %low = and i64 %i, 15
  ret i64 %low
}

; The aligned-pointer idiom keeps all that matters.
; CHECK-LABEL: function 'high_bits'
; CHECK: heap: escapes-to-return
define ptr @high_bits() {
  %p = call ptr @malloc(i64 64)
  %i = ptrtoint ptr %p to i64
  %high = and i64 %i, -16
  %q = inttoptr i64 %high to ptr
  ret ptr %q
}

; CHECK-LABEL: function 'high_bits_stay_stack'
; CHECK: stack 64 bytes, align 16, proof no-escape
define i8 @high_bits_stay_stack() {
  %p = call ptr @malloc(i64 64)
  %end = getelementptr i8, ptr %p, i64 31
  %i = ptrtoint ptr %end to i64
  %high = and i64 %i, -32
  %q = inttoptr i64 %high to ptr
  store i8 1, ptr %q
  %v = load i8, ptr %q
  ret i8 %v
}

; A tag in the low bits does not hide the pointer.
; CHECK-LABEL: function 'tagged'
; CHECK: heap: escapes-to-global 'g'
define void @tagged() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %t = or i64 %i, 1
  store i64 %t, ptr @g
  ret void
}

; CHECK-LABEL: function 'difference_within_stack'
; CHECK: stack 32 bytes, align 16, proof no-escape
define i64 @difference_within_stack(i1 %c) {
  %p = call ptr @malloc(i64 32)
  %end = getelementptr i8, ptr %p, i64 12
  %q = select i1 %c, ptr %end, ptr %p
  %a = ptrtoint ptr %p to i64
  %b = ptrtoint ptr %q to i64
  %d = sub i64 %b, %a
  ret i64 %d
}

; With the other pointer, the caller has both.
; CHECK-LABEL: function 'difference_to_a_parameter'
; CHECK: heap: escapes-to-return
define i64 @difference_to_a_parameter(ptr %other) {
  %p = call ptr @malloc(i64 32)
  %a = ptrtoint ptr %p to i64
  %b = ptrtoint ptr %other to i64
  %d = sub i64 %a, %b
  ret i64 %d
}

; Either order.
; CHECK-LABEL: function 'difference_from_a_parameter'
; CHECK: heap: escapes-to-return
define i64 @difference_from_a_parameter(ptr %other) {
  %p = call ptr @malloc(i64 32)
  %a = ptrtoint ptr %p to i64
  %b = ptrtoint ptr %other to i64
  %d = sub i64 %b, %a
  ret i64 %d
}

; One of two objects, so it is not a difference within one.
; CHECK-LABEL: function 'difference_of_one_of_two'
; CHECK: heap: escapes-to-global 'g'
; CHECK: heap: escapes-to-global 'g'
define void @difference_of_one_of_two(i1 %c) {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %x = select i1 %c, ptr %p, ptr %q
  %a = ptrtoint ptr %x to i64
  %b = ptrtoint ptr %q to i64
  %d = sub i64 %a, %b
  store i64 %d, ptr @g
  ret void
}

; A self-relative pointer: the difference is rebuilt into a pointer, with the other object as its base.
; CHECK-LABEL: function 'rebuilt_from_a_difference'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @rebuilt_from_a_difference() {
  %p = call ptr @malloc(i64 8)
  %base = call ptr @malloc(i64 8)
  %a = ptrtoint ptr %p to i64
  %b = ptrtoint ptr %base to i64
  %d = sub i64 %a, %b
  store i64 %d, ptr %base
  %e = load i64, ptr %base
  %q = getelementptr i8, ptr %base, i64 %e
  ret ptr %q
}

; An xor list inside one function: nothing leaves.
; CHECK-LABEL: function 'xor_list_stack'
; CHECK: %a = call
; CHECK-NEXT: stack 16 bytes, align 16, proof no-escape
; CHECK: %b = call
; CHECK-NEXT: stack 16 bytes, align 16, proof no-escape
define i1 @xor_list_stack() {
  %a = call ptr @malloc(i64 16)
  %b = call ptr @malloc(i64 16)
  store i64 1, ptr %b
  %ia = ptrtoint ptr %a to i64
  %ib = ptrtoint ptr %b to i64
  %x = xor i64 %ia, %ib
  store i64 %x, ptr %a
  %y = load i64, ptr %a
  %back = xor i64 %y, %ia
  %q = inttoptr i64 %back to ptr
  %v = load i64, ptr %q
  %c = icmp eq i64 %v, 1
  ret i1 %c
}

; The same, but the caller knows how to undo it.
; CHECK-LABEL: function 'xor_returned'
; CHECK: heap: escapes-to-return
define i64 @xor_returned(i64 %key) {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %x = xor i64 %i, %key
  ret i64 %x
}

; CHECK-LABEL: function 'inttoptr_returned'
; CHECK: heap: escapes-to-return
define ptr @inttoptr_returned(i64 %n) {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %j = add i64 %i, %n
  %q = inttoptr i64 %j to ptr
  ret ptr %q
}

; Sixty-four bits are sixty-four bits.
; CHECK-LABEL: function 'as_floating_point'
; CHECK: heap: escapes-to-global 'd'
define void @as_floating_point() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %f = bitcast i64 %i to double
  store double %f, ptr @d
  ret void
}

; Nobody knows how well the hash hides it.
; CHECK-LABEL: function 'hashed'
; CHECK: heap: escapes-to-global 'g'
define void @hashed() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %h = mul i64 %i, -7046029254386353131
  store i64 %h, ptr @g
  ret void
}

; Rotated, as in a hash or to hide it (glibc's PTR_MANGLE).
; CHECK-LABEL: function 'rotated'
; CHECK: heap: escapes-to-global 'g'
define void @rotated() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %h = call i64 @llvm.fshl.i64(i64 %i, i64 %i, i64 17)
  store i64 %h, ptr @g
  ret void
}

; Control flow that depends on an address does not carry it.
; CHECK-LABEL: function 'switched_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i32 @switched_stack() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  switch i64 %i, label %other [ i64 0, label %zero ]
zero:
  ret i32 0
other:
  ret i32 1
}

declare i64 @llvm.fshl.i64(i64, i64, i64)
