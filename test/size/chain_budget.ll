; RUN: %opt -passes='print<escape>' -disable-output -escape-chain-budget=1500 -escape-max-size=2000 %s | %FileCheck %s
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

; Callees come first: nothing is above it yet.
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

; 128 below it, and no more above.
; CHECK-LABEL: function 'bottom_of_it'
; CHECK: stack 512 bytes
define void @bottom_of_it() {
  %p = call ptr @malloc(i64 512)
  call void @use(ptr %p)
  call void @called_last_stack()
  ret void
}

; 640 below.
; CHECK-LABEL: function 'ends_in_full_chain'
; CHECK: heap: frame-budget
define void @ends_in_full_chain() {
  %p = call ptr @malloc(i64 1000)
  call void @use(ptr %p)
  call void @bottom_of_it()
  ret void
}

; Functions that call each other: of the two the larger frame, and that once.
; CHECK-LABEL: function 'here_and_there'
; CHECK: stack 32 bytes
; CHECK-LABEL: function 'there_and_here'
; CHECK: stack 64 bytes
; CHECK-LABEL: function 'above_both_too_much'
; CHECK: heap: frame-budget
; CHECK-LABEL: function 'above_both'
; CHECK: stack 1424 bytes
define void @here_and_there() {
  %p = call ptr @malloc(i64 32)
  call void @use(ptr %p)
  call void @there_and_here()
  ret void
}

define void @there_and_here() {
  %p = call ptr @malloc(i64 64)
  call void @use(ptr %p)
  call void @here_and_there()
  ret void
}

define void @above_both_too_much() {
  %p = call ptr @malloc(i64 1440)
  call void @use(ptr %p)
  call void @here_and_there()
  ret void
}

define void @above_both() {
  %p = call ptr @malloc(i64 1424)
  call void @use(ptr %p)
  call void @here_and_there()
  ret void
}
