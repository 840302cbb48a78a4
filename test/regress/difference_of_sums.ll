; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Both sides of a difference must be pointers still, not something that was computed from them.

; Trap 5, trap 87: only `p - q` of two pointers into one object forgets the address. 2 * p - p does not.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; CHECK-LABEL: function 'twice_minus_once'
; CHECK: heap: escapes-to-return
define i64 @twice_minus_once() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %twice = shl i64 %i, 1
  %once = sub i64 %twice, %i
  ret i64 %once
}

; i - -i
; CHECK-LABEL: function 'minus_negative'
; CHECK: heap: escapes-to-return
define i64 @minus_negative() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %negative = sub i64 0, %i
  %twice = sub i64 %i, %negative
  ret i64 %twice
}

; The high half and the whole: what is left is the low half, and the high half is not far from that of other pointers.
; CHECK-LABEL: function 'without_its_high_half'
; CHECK: heap: escapes-to-return
define i64 @without_its_high_half() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %high = and i64 %i, -4294967296
  %low = sub i64 %i, %high
  ret i64 %low
}
