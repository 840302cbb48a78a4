; RUN: timeout 20 %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; In unreachable code a cast may lead back to itself: whoever looks through casts must end (trap 79).

declare ptr @malloc(i64)

; CHECK: stack 8 bytes
define void @f_stack() {
  %p = call ptr @malloc(i64 8)
  ret void
dead:
  %a = trunc i64 %b to i32
  %b = zext i32 %a to i64
  %x = and i64 %b, 7
  br label %dead
}
