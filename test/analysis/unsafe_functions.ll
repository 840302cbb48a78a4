; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Functions that are left alone altogether (traps 45, 47, 59, 71), and the remark says why.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare i32 @_setjmp(ptr) returns_twice
declare i32 @__gxx_personality_v0(...)
declare i32 @__CxxFrameHandler3(...)

; CHECK-LABEL: function 'not_optimised'
; CHECK: heap: function-unsafe is marked optnone
define void @not_optimised() noinline optnone {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'bare'
; CHECK: heap: function-unsafe is naked
define void @bare() naked {
  %p = call ptr @malloc(i64 8)
  unreachable
}

; Trap 71: a slot would hide what the sanitizer looks for.
; CHECK-LABEL: function 'address'
; CHECK: heap: function-unsafe is checked by a sanitizer
define void @address() sanitize_address {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'hwaddress'
; CHECK: heap: function-unsafe is checked by a sanitizer
define void @hwaddress() sanitize_hwaddress {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'memory'
; CHECK: heap: function-unsafe is checked by a sanitizer
define void @memory() sanitize_memory {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'thread'
; CHECK: heap: function-unsafe is checked by a sanitizer
define void @thread() sanitize_thread {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'memtag'
; CHECK: heap: function-unsafe is checked by a sanitizer
define void @memtag() sanitize_memtag {
  %p = call ptr @malloc(i64 8)
  ret void
}

; Trap 45: after a longjmp the object would have lost what was written since.
; CHECK-LABEL: function 'jumps'
; CHECK: heap: function-unsafe calls setjmp or its like
define void @jumps(ptr %buffer) {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @_setjmp(ptr %buffer) returns_twice
  ret void
}

; Trap 47: the slot would become part of a frame on the heap.
; CHECK-LABEL: function 'coroutine'
; CHECK: heap: function-unsafe is a coroutine
define void @coroutine() presplitcoroutine {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'collected'
; CHECK: heap: function-unsafe is garbage collected
define void @collected() gc "statepoint-example" {
  %p = call ptr @malloc(i64 8)
  ret void
}

; Trap 48: small stacks.
; CHECK-LABEL: function 'split'
; CHECK: heap: function-unsafe has a stack of a special kind
define void @split() "split-stack" {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'interrupt_handler'
; CHECK: heap: function-unsafe is an interrupt handler or a thunk
define x86_intrcc void @interrupt_handler(ptr byval([40 x i8]) %frame) {
  %p = call ptr @malloc(i64 8)
  ret void
}

; Other targets say it by an attribute.
; CHECK-LABEL: function 'interrupt_service'
; CHECK: heap: function-unsafe is an interrupt handler or a thunk
define void @interrupt_service() "interrupt"="IRQ" {
  %p = call ptr @malloc(i64 8)
  ret void
}

; Trap 45: __builtin_setjmp is not marked as returning twice.
; CHECK-LABEL: function 'builtin_setjmp'
; CHECK: heap: function-unsafe calls setjmp or its like
define void @builtin_setjmp(ptr %buffer) {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @llvm.eh.sjlj.setjmp(ptr %buffer)
  ret void
}

declare i32 @llvm.eh.sjlj.setjmp(ptr)

; CHECK-LABEL: function 'thunk'
; CHECK: heap: function-unsafe is an interrupt handler or a thunk
define void @thunk() "thunk" {
  %p = call ptr @malloc(i64 8)
  ret void
}

; Trap 46.
; CHECK-LABEL: function 'funclets'
; CHECK: heap: function-unsafe handles exceptions in funclets
define void @funclets() personality ptr @__CxxFrameHandler3 {
  %p = call ptr @malloc(i64 8)
  ret void
}

; Landing pads are fine.
; CHECK-LABEL: function 'landing_pads_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @landing_pads_stack() personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  ret void
}
