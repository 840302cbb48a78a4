; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 54: on a GPU the stack of a thread cannot be shared with the others, and what crosses over is hard to see.

target triple = "amdgcn-amd-amdhsa"

; CHECK-LABEL: function 'f'
; CHECK: heap: function-unsafe runs on a GPU
define void @f() {
  %p = call ptr @__device_alloc(i64 8)
  ret void
}

declare ptr @__device_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="device"
