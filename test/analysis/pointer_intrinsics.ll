; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 8: functions of LLVM that give back the pointer they got, and those that do nothing with it (trap 9).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @llvm.ptrmask.p0.i64(ptr, i64)
declare ptr @llvm.launder.invariant.group.p0(ptr)
declare ptr @llvm.strip.invariant.group.p0(ptr)
declare i64 @llvm.objectsize.i64.p0(ptr, i1, i1, i1)
declare void @llvm.assume(i1)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
declare i1 @llvm.is.constant.p0(ptr)
declare i64 @llvm.expect.i64(i64, i64)
declare ptr @llvm.invariant.start.p0(i64, ptr)

; CHECK-LABEL: function 'freeze'
; CHECK: heap: escapes-to-return
define ptr @freeze() {
  %p = call ptr @malloc(i64 8)
  %q = freeze ptr %p
  ret ptr %q
}

; CHECK-LABEL: function 'ptrmask'
; CHECK: heap: escapes-to-return
define ptr @ptrmask() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @llvm.ptrmask.p0.i64(ptr %p, i64 -16)
  ret ptr %q
}

; CHECK-LABEL: function 'addrspacecast'
; CHECK: heap: escapes-to-return
define ptr addrspace(1) @addrspacecast() {
  %p = call ptr @malloc(i64 8)
  %q = addrspacecast ptr %p to ptr addrspace(1)
  ret ptr addrspace(1) %q
}

; CHECK-LABEL: function 'launder'
; CHECK: heap: escapes-to-return
define ptr @launder() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @llvm.launder.invariant.group.p0(ptr %p)
  %r = call ptr @llvm.strip.invariant.group.p0(ptr %q)
  ret ptr %r
}

; CHECK-LABEL: function 'expect'
; CHECK: heap: escapes-to-return
define i64 @expect() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %j = call i64 @llvm.expect.i64(i64 %i, i64 0)
  ret i64 %j
}

; CHECK-LABEL: function 'chain_stack'
; CHECK: stack 32 bytes, align 16, proof no-escape
define i8 @chain_stack() {
  %p = call ptr @malloc(i64 32)
  %a = freeze ptr %p
  %b = call ptr @llvm.launder.invariant.group.p0(ptr %a)
  %c = call ptr @llvm.ptrmask.p0.i64(ptr %b, i64 -16)
  %d = addrspacecast ptr %c to ptr addrspace(1)
  store i8 1, ptr addrspace(1) %d
  %v = load i8, ptr %c
  ret i8 %v
}

; Hints and questions.
; CHECK-LABEL: function 'harmless_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i64 @harmless_stack() {
  %p = call ptr @malloc(i64 8)
  call void @llvm.assume(i1 true) [ "align"(ptr %p, i64 16), "nonnull"(ptr %p) ]
  call void @llvm.prefetch.p0(ptr %p, i32 0, i32 3, i32 1)
  %c = call i1 @llvm.is.constant.p0(ptr %p)
  %n = call i64 @llvm.objectsize.i64.p0(ptr %p, i1 false, i1 true, i1 false)
  ret i64 %n
}

; What never changes again cannot be a slot that a loop uses twice.
; CHECK-LABEL: function 'said_to_be_invariant'
; CHECK: heap: escapes-to-call 'llvm.invariant.start.p0'
define void @said_to_be_invariant() {
  %p = call ptr @malloc(i64 8)
  %i = call ptr @llvm.invariant.start.p0(i64 8, ptr %p)
  ret void
}
