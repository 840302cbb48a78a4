; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck --check-prefix=IR %s
; What a slot costs although it is not in use: it stays in the frame below everything that is called (trap 41), and in
; the frame of a path that never allocates (trap 42). The budgets bound both, and a frame is not enlarged for an object
; that is hardly ever allocated.

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

; Trap 42: one call in two thousand allocates. The frame does not grow for it.
; CHECK-LABEL: function 'cold_heap'
; CHECK: heap: cold-path
; IR-LABEL: define void @cold_heap(
; IR: call ptr @malloc(i64 512)
; IR: call void @free(
define void @cold_heap(i1 %c) {
  br i1 %c, label %rare, label %out, !prof !0
rare:
  %p = call ptr @malloc(i64 512)
  call void @use(ptr %p)
  call void @free(ptr %p)
  br label %out
out:
  ret void
}

; Nor for what is allocated on the way out of the program, or beside a call of a cold function.
; CHECK-LABEL: function 'before_the_end'
; CHECK: %message = call
; CHECK-NEXT: heap: cold-path
; CHECK: %report = call
; CHECK-NEXT: heap: cold-path
define void @before_the_end(i1 %c, i1 %d) {
  br i1 %c, label %dies, label %next
dies:
  %message = call ptr @malloc(i64 64)
  call void @use(ptr %message)
  call void @ends()
  unreachable
next:
  br i1 %d, label %complains, label %out
complains:
  %report = call ptr @malloc(i64 64)
  call void @use(ptr %report)
  call void @complain()
  br label %out
out:
  ret void
}

declare void @ends() noreturn
declare void @complain() cold

; But it may share the room of what others need anyway.
; CHECK-LABEL: function 'cold_beside_hot'
; CHECK: %a = call
; CHECK-NEXT: stack 512 bytes
; CHECK: %b = call
; CHECK-NEXT: heap: cold-path
; CHECK: %e = call
; CHECK-NEXT: stack 512 bytes
define void @cold_beside_hot(i1 %c) {
  br i1 %c, label %rare, label %usual, !prof !0
rare:
  %a = call ptr @malloc(i64 512)
  %b = call ptr @malloc(i64 512)
  ret void
usual:
  %e = call ptr @malloc(i64 512)
  ret void
}

!0 = !{!"branch_weights", i32 1, i32 2000}
