; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 8: vectors of pointers carry every pointer in them.

target triple = "x86_64-unknown-linux-gnu"

@g = global <2 x ptr> zeroinitializer

declare ptr @malloc(i64)
declare <2 x i64> @llvm.masked.gather.v2i64.v2p0(<2 x ptr>, i32, <2 x i1>, <2 x i64>)
declare void @llvm.masked.scatter.v2p0.v2p0(<2 x ptr>, <2 x ptr>, i32, <2 x i1>)
declare void @llvm.masked.store.v2p0.p0(<2 x ptr>, ptr, i32, <2 x i1>)
declare <2 x ptr> @llvm.masked.load.v2p0.p0(ptr, i32, <2 x i1>, <2 x ptr>)

; CHECK-LABEL: function 'stored'
; CHECK: heap: escapes-to-global 'g'
define void @stored() {
  %p = call ptr @malloc(i64 8)
  %v = insertelement <2 x ptr> zeroinitializer, ptr %p, i64 1
  store <2 x ptr> %v, ptr @g
  ret void
}

; CHECK-LABEL: function 'extracted'
; CHECK: heap: escapes-to-return
define ptr @extracted() {
  %p = call ptr @malloc(i64 16)
  %v = insertelement <2 x ptr> poison, ptr %p, i64 0
  %all = shufflevector <2 x ptr> %v, <2 x ptr> poison, <2 x i32> zeroinitializer
  %moved = getelementptr i8, <2 x ptr> %all, <2 x i64> <i64 0, i64 8>
  %q = extractelement <2 x ptr> %moved, i64 1
  ret ptr %q
}

; CHECK-LABEL: function 'as_numbers'
; CHECK: heap: escapes-to-return
define <2 x i64> @as_numbers() {
  %p = call ptr @malloc(i64 8)
  %v = insertelement <2 x ptr> zeroinitializer, ptr %p, i64 1
  %i = ptrtoint <2 x ptr> %v to <2 x i64>
  ret <2 x i64> %i
}

; CHECK-LABEL: function 'gathered_from_stack'
; CHECK: stack 16 bytes, align 16, proof no-escape
define void @gathered_from_stack() {
  %p = call ptr @malloc(i64 16)
  store <2 x i64> <i64 1, i64 2>, ptr %p
  %v = insertelement <2 x ptr> poison, ptr %p, i64 0
  %all = shufflevector <2 x ptr> %v, <2 x ptr> poison, <2 x i32> zeroinitializer
  %at = getelementptr i64, <2 x ptr> %all, <2 x i64> <i64 0, i64 1>
  %x = call <2 x i64> @llvm.masked.gather.v2i64.v2p0(<2 x ptr> %at, i32 8, <2 x i1> splat (i1 true), <2 x i64> poison)
  ret void
}

; One lane points outside.
; CHECK-LABEL: function 'scattered'
; CHECK: heap: escapes-to-
define void @scattered(ptr %out) {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  %v = insertelement <2 x ptr> zeroinitializer, ptr %p, i64 1
  %at0 = insertelement <2 x ptr> poison, ptr %local, i64 0
  %at = insertelement <2 x ptr> %at0, ptr %out, i64 1
  call void @llvm.masked.scatter.v2p0.v2p0(<2 x ptr> %v, <2 x ptr> %at, i32 8, <2 x i1> splat (i1 true))
  ret void
}

; CHECK-LABEL: function 'stored_under_a_mask'
; CHECK: heap: escapes-to-parameter 'out'
define void @stored_under_a_mask(ptr %out, <2 x i1> %m) {
  %p = call ptr @malloc(i64 8)
  %v = insertelement <2 x ptr> zeroinitializer, ptr %p, i64 1
  call void @llvm.masked.store.v2p0.p0(<2 x ptr> %v, ptr %out, i32 8, <2 x i1> %m)
  ret void
}

; Loaded again, or what stands in for masked lanes.
; CHECK-LABEL: function 'loaded_under_a_mask'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK: %q = call
; CHECK-NEXT: heap: escapes-to-return
define <2 x ptr> @loaded_under_a_mask(<2 x i1> %m) {
  %local = alloca <2 x ptr>
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %other = insertelement <2 x ptr> zeroinitializer, ptr %q, i64 0
  %v = call <2 x ptr> @llvm.masked.load.v2p0.p0(ptr %local, i32 8, <2 x i1> %m, <2 x ptr> %other)
  ret <2 x ptr> %v
}

; The lanes are read from two places.
; CHECK-LABEL: function 'gathered'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK: %q = call
; CHECK-NEXT: heap: escapes-to-return
define <2 x i64> @gathered() {
  %a = alloca ptr
  %b = alloca ptr
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  store ptr %p, ptr %a
  store ptr %q, ptr %b
  %at0 = insertelement <2 x ptr> poison, ptr %a, i64 0
  %at = insertelement <2 x ptr> %at0, ptr %b, i64 1
  %v = call <2 x i64> @llvm.masked.gather.v2i64.v2p0(<2 x ptr> %at, i32 8, <2 x i1> splat (i1 true), <2 x i64> poison)
  ret <2 x i64> %v
}
