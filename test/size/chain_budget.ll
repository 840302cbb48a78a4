; RUN: %opt -passes='print<escape>' -disable-output -escape-chain-budget=1500 %s | %FileCheck %s
; Frames that are alive together share a budget too: that of the chain of calls they are in (trap 41, trap 55). Of
; functions that call each other the largest frame counts.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: function 'bottom'
; CHECK: stack 500 bytes
define void @bottom() {
  %p = call ptr @malloc(i64 500)
  call void @use(ptr %p)
  ret void
}

; CHECK-LABEL: function 'middle'
; CHECK: stack 500 bytes
define void @middle() {
  %p = call ptr @malloc(i64 500)
  call void @use(ptr %p)
  call void @bottom()
  ret void
}

; CHECK-LABEL: function 'top'
; CHECK: stack 400 bytes
define void @top() {
  %p = call ptr @malloc(i64 400)
  call void @use(ptr %p)
  call void @middle()
  ret void
}

; 1400 are in use below it.
; CHECK-LABEL: function 'above_the_top'
; CHECK: heap: frame-budget
define void @above_the_top() {
  %p = call ptr @malloc(i64 128)
  call void @use(ptr %p)
  call void @top()
  ret void
}

; Beside the others, not above them.
; CHECK-LABEL: function 'beside'
; CHECK: stack 900 bytes
define void @beside() {
  %p = call ptr @malloc(i64 900)
  call void @use(ptr %p)
  call void @bottom()
  ret void
}

; Functions come in the order of the module: nothing is above it yet.
; CHECK-LABEL: function 'called_last_stack'
; CHECK: stack 128 bytes
define void @called_last_stack() {
  %p = call ptr @malloc(i64 128)
  call void @use(ptr %p)
  ret void
}

define void @calls_both() {
  call void @beside()
  call void @ends_in_full_chain()
  ret void
}

; CHECK-LABEL: function 'ends_in_full_chain'
; CHECK: stack 1000 bytes
define void @ends_in_full_chain() {
  %p = call ptr @malloc(i64 1000)
  call void @use(ptr %p)
  call void @bottom_of_it()
  ret void
}

; 1000 above it, 128 below.
; CHECK-LABEL: function 'bottom_of_it'
; CHECK: heap: frame-budget
define void @bottom_of_it() {
  %p = call ptr @malloc(i64 512)
  call void @use(ptr %p)
  call void @called_last_stack()
  ret void
}
