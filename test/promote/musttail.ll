; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 51: a musttail call cannot be anything else, and gives up the frame with everything in it.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare void @next(ptr nocapture nofree)

; CHECK-LABEL: define void @passed_heap(
; CHECK:         call ptr @malloc
define void @passed_heap(ptr %x) {
  %p = call ptr @malloc(i64 8)
  musttail call void @next(ptr %p)
  ret void
}

; Not passed, but alive, and reachable through what is.
; CHECK-LABEL: define void @alive_heap(
; CHECK:         call ptr @malloc
define void @alive_heap(ptr %x) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  musttail call void @next(ptr %x)
  ret void
}

; The other branch has it, and the allocation is not on the way there.
; CHECK-LABEL: define void @elsewhere(
; CHECK:         %p.stack = alloca
; CHECK:         musttail call void @same(i1 %c, ptr %x)
; CHECK-NEXT:    ret void
define void @elsewhere(i1 %c, ptr %x) {
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
b:
  musttail call void @same(i1 %c, ptr %x)
  ret void
}

declare void @same(i1, ptr)

; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --check-prefix=WHY %s
; WHY-LABEL: function 'passed_heap'
; WHY: heap: must-tail
