; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-turns %s | %FileCheck %s

; ptrtoaddr takes the address only, which captures nothing. But the address of the last instance is compared with that
; of this one, and they differ as long as the heap has both (trap 5, trap 6, trap 36, trap 103).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; CHECK-LABEL: function 'same_as_the_last'
; CHECK: heap: multiple-instances
define i32 @same_as_the_last() {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %last = phi i64 [ 0, %entry ], [ %address, %loop ]
  %count = phi i32 [ 0, %entry ], [ %counted, %loop ]
  %p = call ptr @malloc(i64 16)
  %address = ptrtoaddr ptr %p to i64
  %same = icmp eq i64 %address, %last
  %one = zext i1 %same to i32
  %counted = add i32 %count, %one
  %next = add i32 %i, 1
  %end = icmp eq i32 %next, 10
  br i1 %end, label %out, label %loop
out:
  ret i32 %counted
}
