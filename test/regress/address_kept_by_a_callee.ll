; REQUIRES: llvm-22
; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; captures(address) says that the callee may keep the address, though not to get at the object. It can compare the next
; one with it: two blocks that the heap has at the same time differ, two instances in one slot do not (trap 5, trap 6,
; trap 36, trap 103). compared_address.ll is the same within one function. LLVM infers the attribute for this very body.

target triple = "x86_64-unknown-linux-gnu"

@last = global i64 0

declare ptr @malloc(i64)

define internal i1 @same_as_last(ptr nofree captures(address) %p) noinline nounwind {
  %a = ptrtoaddr ptr %p to i64
  %l = load i64, ptr @last
  store i64 %a, ptr @last
  %c = icmp eq i64 %a, %l
  ret i1 %c
}

; CHECK-LABEL: function 'compared_by_a_callee'
; CHECK: heap:
define i32 @compared_by_a_callee() {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %equal = phi i32 [ 0, %entry ], [ %sum, %loop ]
  %p = call ptr @malloc(i64 8)
  %c = call i1 @same_as_last(ptr %p)
  %one = zext i1 %c to i32
  %sum = add i32 %equal, %one
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, 3
  br i1 %more, label %loop, label %out
out:
  ret i32 %sum
}

; Who only looks has nowhere to keep it but in the result.
; CHECK-LABEL: function 'compared_on_the_spot_stack'
; CHECK: stack 8 bytes
define i1 @compared_on_the_spot_stack(ptr %q) {
  %p = call ptr @malloc(i64 8)
  %c = call i1 @equal(ptr %p, ptr %q)
  ret i1 %c
}

declare i1 @equal(ptr nofree captures(address), ptr nofree captures(address)) nounwind memory(none)
