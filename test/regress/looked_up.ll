; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A table that is indexed by the bytes of an address copies the address.

; Trap 5, trap 88: an integer that was a pointer is followed to its inttoptr, or it escapes. With the table 0 to 255
; this function copies byte 1 of the pointer; with the digits of hexadecimal numbers it prints it, and scanf("%p")
; reads it back.

target triple = "x86_64-unknown-linux-gnu"

@digits = constant [16 x i8] c"0123456789abcdef"
@out = global i8 0

declare ptr @malloc(i64)

; CHECK-LABEL: function 'printed_digit'
; CHECK: heap: escapes-to-
define void @printed_digit() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %top = lshr i64 %i, 60
  %at = getelementptr i8, ptr @digits, i64 %top
  %digit = load i8, ptr %at
  store i8 %digit, ptr @out
  ret void
}
