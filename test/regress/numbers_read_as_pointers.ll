; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A number that a function computes can be an address of something outside (trap 110), in whatever way it gets into
; memory: in parts, as another kind of value, exchanged, under a mask, byte by byte. What is then stored where it points
; has left the function.

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64) nounwind willreturn
declare i64 @number() nounwind willreturn memory(none)
declare void @llvm.masked.store.v2i64.p0(<2 x i64>, ptr, i32, <2 x i1>)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; CHECK-LABEL: function 'in_halves'
; CHECK: heap: escapes-to-memory
define void @in_halves() {
  %slot = alloca ptr
  %n = call i64 @number()
  %low = trunc i64 %n to i32
  %shifted = lshr i64 %n, 32
  %high = trunc i64 %shifted to i32
  store i32 %low, ptr %slot
  %behind = getelementptr i8, ptr %slot, i64 4
  store i32 %high, ptr %behind
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; CHECK-LABEL: function 'as_a_vector'
; CHECK: heap: escapes-to-memory
define void @as_a_vector() {
  %slot = alloca ptr
  %n = call i64 @number()
  %v = insertelement <1 x i64> poison, i64 %n, i64 0
  store <1 x i64> %v, ptr %slot
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; CHECK-LABEL: function 'as_a_double'
; CHECK: heap: escapes-to-memory
define void @as_a_double() {
  %slot = alloca ptr
  %n = call i64 @number()
  %d = bitcast i64 %n to double
  store double %d, ptr %slot
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; CHECK-LABEL: function 'in_a_struct'
; CHECK: heap: escapes-to-memory
define void @in_a_struct() {
  %slot = alloca ptr
  %n = call i64 @number()
  %s = insertvalue { i64 } poison, i64 %n, 0
  store { i64 } %s, ptr %slot
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; CHECK-LABEL: function 'as_a_constant'
; CHECK: heap: escapes-to-memory
define void @as_a_constant() {
  %slot = alloca ptr
  store i64 35184372088832, ptr %slot
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; CHECK-LABEL: function 'exchanged'
; CHECK: heap: escapes-to-memory
define void @exchanged() {
  %slot = alloca ptr
  %n = call i64 @number()
  %old = atomicrmw xchg ptr %slot, i64 %n monotonic
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; CHECK-LABEL: function 'added'
; CHECK: heap: escapes-to-memory
define void @added() {
  %slot = alloca ptr
  store ptr null, ptr %slot
  %old = atomicrmw add ptr %slot, i64 35184372088832 monotonic
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; CHECK-LABEL: function 'under_a_mask'
; CHECK: heap: escapes-to-memory
define void @under_a_mask() {
  %slot = alloca [2 x ptr]
  call void @llvm.masked.store.v2i64.p0(<2 x i64> <i64 35184372088832, i64 0>, ptr %slot, i32 8, <2 x i1> <i1 true, i1 true>)
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; 0x202020202020 can be an address.
; CHECK-LABEL: function 'byte_by_byte'
; CHECK: heap: escapes-to-memory
define void @byte_by_byte() {
  %slot = alloca ptr
  store ptr null, ptr %slot
  call void @llvm.memset.p0.i64(ptr %slot, i8 32, i64 6, i1 false)
  %place = load ptr, ptr %slot
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; No memory: null and a number, which LLVM makes an inttoptr of.
; CHECK-LABEL: function 'from_null'
; CHECK: heap: escapes-to-memory
define void @from_null() {
  %n = call i64 @number()
  %place = getelementptr i8, ptr null, i64 %n
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  ret void
}

; Zeros are no address, nor is what lies beside one.
; CHECK-LABEL: function 'beside'
; CHECK: site {{[0-9]+}}: %p = call
; CHECK-NEXT: stack 8 bytes
define i64 @beside() {
  %slot = alloca { ptr, i64 }
  call void @llvm.memset.p0.i64(ptr %slot, i8 0, i64 16, i1 false)
  %behind = getelementptr i8, ptr %slot, i64 8
  call void @llvm.memset.p0.i64(ptr %behind, i8 32, i64 8, i1 false)
  %n = call i64 @number()
  store i64 %n, ptr %behind
  %own = alloca ptr
  store ptr %own, ptr %slot
  %pair = insertelement <2 x ptr> poison, ptr %own, i64 0
  %both = alloca <2 x ptr>
  store <2 x ptr> %pair, ptr %both
  %place = load ptr, ptr %slot
  %other = load ptr, ptr %both
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %place
  store ptr %p, ptr %other
  ret i64 0
}
