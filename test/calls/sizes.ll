; RUN: %opt -passes='print<escape>' -disable-output -escape-speculative-size=0 %s | %FileCheck %s
; Trap 131: a size that the callee is handed, or computes from that, is a constant where the call passes constants. What is computed
; wraps round in the width of its type.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare ptr @aligned_alloc(i64, i64)

define internal ptr @by(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  ret ptr %p
}
; CHECK-LABEL: function 'passed_stack'
; CHECK: caller-stack 24 bytes
define void @passed_stack() {
  %p = call ptr @by(i64 24)
  ret void
}

; CHECK-LABEL: function 'not_constant'
; CHECK: heap: unknown-size
define void @not_constant(i64 %n) {
  %p = call ptr @by(i64 %n)
  ret void
}

; CHECK-LABEL: function 'too_large'
; CHECK: heap: too-large
define void @too_large() {
  %p = call ptr @by(i64 1025)
  ret void
}

define internal ptr @computed(i32 %n) {
  %a = add i32 %n, 3
  %b = mul i32 %a, 8
  %c = sub i32 %b, 4
  %d = zext i32 %c to i64
  %p = call ptr @malloc(i64 %d)
  ret ptr %p
}
; (5 + 3) * 8 - 4
; CHECK-LABEL: function 'computed_stack'
; CHECK: caller-stack 60 bytes
define void @computed_stack() {
  %p = call ptr @computed(i32 5)
  ret void
}

; (-3 + 3) * 8 - 4, of 32 bits
; CHECK-LABEL: function 'wrapped'
; CHECK: heap: too-large
define void @wrapped() {
  %p = call ptr @computed(i32 -3)
  ret void
}

; 0x20000000 * 8 is nothing in 32 bits: (0x20000004) * 8 - 4 is 28.
; CHECK-LABEL: function 'wrapped_product_stack'
; CHECK: caller-stack 28 bytes
define void @wrapped_product_stack() {
  %p = call ptr @computed(i32 536870913)
  ret void
}

define internal ptr @masked(i64 %n) {
  %a = or i64 %n, 7
  %b = and i64 %a, -8
  %c = shl i64 %b, 1
  %p = call ptr @malloc(i64 %c)
  ret ptr %p
}
; ((20 | 7) & -8) << 1
; CHECK-LABEL: function 'masked_stack'
; CHECK: caller-stack 32 bytes
define void @masked_stack() {
  %p = call ptr @masked(i64 20)
  ret void
}

; A shift by more bits than there are is undefined.
define internal ptr @shifted(i64 %n) {
  %c = shl i64 1, %n
  %p = call ptr @malloc(i64 %c)
  ret ptr %p
}
; CHECK-LABEL: function 'shifted_stack'
; CHECK: caller-stack 64 bytes
define void @shifted_stack() {
  %p = call ptr @shifted(i64 6)
  ret void
}
; CHECK-LABEL: function 'shifted_too_far'
; CHECK: heap: unknown-size
define void @shifted_too_far() {
  %p = call ptr @shifted(i64 64)
  ret void
}

define internal ptr @widened(i8 %n) {
  %a = sext i8 %n to i64
  %b = add i64 %a, 100
  %p = call ptr @malloc(i64 %b)
  ret ptr %p
}
; CHECK-LABEL: function 'negative_stack'
; CHECK: caller-stack 90 bytes
define void @negative_stack() {
  %p = call ptr @widened(i8 -10)
  ret void
}

define internal ptr @narrowed(i64 %n) {
  %a = trunc i64 %n to i8
  %b = zext i8 %a to i64
  %c = freeze i64 %b
  %p = call ptr @malloc(i64 %c)
  ret ptr %p
}
; CHECK-LABEL: function 'narrowed_stack'
; CHECK: caller-stack 16 bytes
define void @narrowed_stack() {
  %p = call ptr @narrowed(i64 272)
  ret void
}

; Divisions are not computed.
define internal ptr @divided(i64 %n) {
  %a = udiv i64 %n, 2
  %p = call ptr @malloc(i64 %a)
  ret ptr %p
}
; CHECK-LABEL: function 'divided'
define void @divided_() {
  %p = call ptr @divided(i64 32)
  ret void
}
; CHECK-LABEL: function 'divided_'
; CHECK: heap: unknown-size

; Through two calls, each of which adds.
define internal ptr @more(i64 %n) {
  %a = add i64 %n, 16
  %p = call ptr @by(i64 %a)
  ret ptr %p
}
; CHECK-LABEL: function 'two_calls_stack'
; CHECK: caller-stack 40 bytes
define void @two_calls_stack() {
  %p = call ptr @more(i64 24)
  ret void
}

; calloc's product, and one that overflows.
define internal ptr @array(i64 %n, i64 %m) {
  %p = call ptr @calloc(i64 %n, i64 %m)
  ret ptr %p
}
; CHECK-LABEL: function 'array_stack'
; CHECK: caller-stack 48 bytes
define void @array_stack() {
  %p = call ptr @array(i64 6, i64 8)
  ret void
}
; CHECK-LABEL: function 'array_that_overflows'
; CHECK: heap: unknown-size
define void @array_that_overflows() {
  %p = call ptr @array(i64 -1, i64 8)
  ret void
}

; A parameter of a function that calls itself has many values.
define internal ptr @grows(i64 %n) {
  %large = icmp ugt i64 %n, 100
  br i1 %large, label %make, label %more
make:
  %p = call ptr @malloc(i64 %n)
  ret ptr %p
more:
  %m = add i64 %n, %n
  %q = call ptr @grows(i64 %m)
  ret ptr %q
}
; CHECK-LABEL: function 'grows_in_the_depth'
; CHECK: heap: multiple-instances
define void @grows_in_the_depth() {
  %p = call ptr @grows(i64 8)
  store i8 1, ptr %p
  ret void
}

; The alignment that an access of the callee relies on.
define internal ptr @aligned() {
  %p = call ptr @malloc(i64 64)
  store i64 1, ptr %p, align 32
  ret ptr %p
}
; CHECK-LABEL: function 'aligned_by_an_access_stack'
; CHECK: caller-stack 64 bytes, align 32
define void @aligned_by_an_access_stack() {
  %p = call ptr @aligned()
  ret void
}

define internal ptr @aligned_as_asked() {
  %p = call ptr @aligned_alloc(i64 64, i64 64)
  ret ptr %p
}
; CHECK-LABEL: function 'aligned_as_asked_stack'
; CHECK: caller-stack 64 bytes, align 64
define void @aligned_as_asked_stack() {
  %p = call ptr @aligned_as_asked()
  ret void
}

; Only a constant in the callee itself is one that it is sure to ask for.
define internal ptr @aligned_as_passed(i64 %a) {
  %p = call ptr @aligned_alloc(i64 %a, i64 64)
  ret ptr %p
}
; CHECK-LABEL: function 'aligned_as_passed_by_the_caller'
; CHECK: heap: bad-alignment
define void @aligned_as_passed_by_the_caller() {
  %p = call ptr @aligned_as_passed(i64 32)
  ret void
}
