; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Traps 55 to 57: what all promoted objects of a frame may take together, less in recursion, and less again where the user
; limits frames.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @use(ptr nocapture nofree)

; 4096 bytes in all, the smallest first where all run equally often.
; CHECK-LABEL: function 'five_objects'
; CHECK: %a = call
; CHECK-NEXT: stack 1024 bytes
; CHECK: %b = call
; CHECK-NEXT: stack 1024 bytes
; CHECK: %c = call
; CHECK-NEXT: heap: frame-budget
; CHECK: %d = call
; CHECK-NEXT: stack 1000 bytes
; CHECK: %e = call
; CHECK-NEXT: stack 32 bytes
; CHECK: %f = call
; CHECK-NEXT: stack 8 bytes
define void @five_objects() {
  %a = call ptr @malloc(i64 1024)
  %b = call ptr @malloc(i64 1024)
  %c = call ptr @malloc(i64 1024)
  %d = call ptr @malloc(i64 1000)
  %e = call ptr @malloc(i64 32)
  %f = call ptr @malloc(i64 8)
  ret void
}

; Trap 57.
; CHECK-LABEL: function 'recursive'
; CHECK: %a = call
; CHECK-NEXT: heap: frame-budget
; CHECK: %b = call
; CHECK-NEXT: stack 8 bytes
define void @recursive(i32 %n) {
  %a = call ptr @malloc(i64 64)
  %b = call ptr @malloc(i64 8)
  call void @use(ptr %a)
  call void @recursive(i32 %n)
  ret void
}

; Trap 26: an object of no size takes room too.
; CHECK-LABEL: function 'recursive_with_nothing'
; CHECK: %a = call
; CHECK-NEXT: heap: frame-budget
; CHECK: %b = call
; CHECK-NEXT: stack 0 bytes
define void @recursive_with_nothing(i32 %n) {
  %a = call ptr @malloc(i64 64)
  %b = call ptr @malloc(i64 0)
  call void @use(ptr %a)
  call void @recursive_with_nothing(i32 %n)
  ret void
}

; By way of another function.
; CHECK-LABEL: function 'mutual'
; CHECK: heap: frame-budget
define void @mutual() {
  %a = call ptr @malloc(i64 80)
  call void @use(ptr %a)
  call void @other()
  ret void
}

define void @other() {
  call void @mutual()
  ret void
}

; It says that it does not recurse.
; CHECK-LABEL: function 'marked_norecurse_stack'
; CHECK: stack 80 bytes
define void @marked_norecurse_stack() norecurse {
  %a = call ptr @malloc(i64 80)
  ret void
}

; -Wframe-larger-than=512: half of it is for promoted objects.
; CHECK-LABEL: function 'frame_is_limited'
; CHECK: %a = call
; CHECK-NEXT: heap: frame-budget
; CHECK: %b = call
; CHECK-NEXT: stack 1 bytes
define void @frame_is_limited() "warn-stack-size"="512" {
  %a = call ptr @malloc(i64 256)
  %b = call ptr @malloc(i64 1)
  ret void
}

; Objects take what they take with their alignment.
; CHECK-LABEL: function 'alignment_counts'
; CHECK: %a = call
; CHECK-NEXT: heap: frame-budget
; CHECK: %b = call
; CHECK-NEXT: stack 1 bytes
; CHECK: %c = call
; CHECK-NEXT: stack 1 bytes
define void @alignment_counts() "warn-stack-size"="512" {
  %a = call ptr @malloc(i64 240)
  %b = call ptr @malloc(i64 1)
  %c = call ptr @malloc(i64 1)
  ret void
}

; RUN: %opt -passes='print<escape>' -disable-output -escape-frame-budget=64 -escape-recursion-budget=1000 %s \
; RUN:   | %FileCheck --check-prefix=OPTION %s
; OPTION-LABEL: function 'five_objects'
; OPTION: %a = call
; OPTION-NEXT: heap: frame-budget
; OPTION: %e = call
; OPTION-NEXT: stack 32 bytes
; The stricter of the two holds.
; OPTION-LABEL: function 'mutual'
; OPTION: heap: frame-budget
; RUN: %opt -passes='print<escape>' -disable-output -escape-recursion-budget=1000 %s | %FileCheck --check-prefix=DEEP %s
; DEEP-LABEL: function 'mutual'
; DEEP: stack 80 bytes
