; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A parameter that is promised not to be kept (ESCAPE_NOESCAPE) nor freed is not, whatever the body may do with it: that it is
; visible must not make the promise void.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @stranger(ptr)

define internal void @promised(ptr nocapture nofree readonly %p) {
  call void @stranger(ptr %p)
  ret void
}

; CHECK-LABEL: function 'keeps_to_the_promise'
; CHECK: stack 16 bytes
define void @keeps_to_the_promise() {
  %p = call ptr @malloc(i64 16)
  call void @promised(ptr %p)
  ret void
}
