; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck --check-prefix=IR %s
; What a slot costs although it is not in use: it stays in the frame below everything that is called (trap 41), and in
; the frame of a path that never allocates (trap 42). Neither refuses a promotion; the budgets bound both, and they
; count such objects as they count all others.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare void @event_loop()

; Trap 41: freed, and then a long call runs above the slot. Its lifetime ends in time, so that the slots of the function
; itself can share the memory.
; CHECK-LABEL: function 'freed_before_a_long_call_stack'
; CHECK: stack 512 bytes
; IR-LABEL: define void @freed_before_a_long_call_stack(
; IR: call void @llvm.lifetime.end
; IR-NEXT: call void @event_loop()
define void @freed_before_a_long_call_stack() {
  %p = call ptr @malloc(i64 512)
  call void @use(ptr %p)
  call void @free(ptr %p)
  call void @event_loop()
  ret void
}

; Where the long call is one to the function itself it would pay for the slot each time: little is allowed there.
; CHECK-LABEL: function 'freed_before_recursion'
; CHECK: heap: frame-budget
define void @freed_before_recursion() {
  %p = call ptr @malloc(i64 512)
  call void @use(ptr %p)
  call void @free(ptr %p)
  call void @freed_before_recursion()
  ret void
}

; Trap 42: one call in two thousand allocates. The frame is as large for the others.
; CHECK-LABEL: function 'cold_stack'
; CHECK: stack 512 bytes
; IR-LABEL: define void @cold_stack(
; IR-NEXT: alloca [512 x i8]
define void @cold_stack(i1 %c) {
  br i1 %c, label %rare, label %out, !prof !0
rare:
  %p = call ptr @malloc(i64 512)
  call void @use(ptr %p)
  call void @free(ptr %p)
  br label %out
out:
  ret void
}

; Cold ones come out of the same budget, in the order of the program: no path decides how large the frame gets.
; CHECK-LABEL: function 'cold_objects_count'
; CHECK: %a = call
; CHECK-NEXT: stack 1024 bytes
; CHECK: %d = call
; CHECK-NEXT: stack 1024 bytes
; CHECK: %e = call
; CHECK-NEXT: heap: frame-budget
define void @cold_objects_count(i1 %c) {
  br i1 %c, label %rare, label %usual, !prof !0
rare:
  %a = call ptr @malloc(i64 1024)
  %b = call ptr @malloc(i64 1024)
  %d0 = call ptr @malloc(i64 1024)
  %d = call ptr @malloc(i64 1024)
  ret void
usual:
  %e = call ptr @malloc(i64 1024)
  ret void
}

!0 = !{!"branch_weights", i32 1, i32 2000}
