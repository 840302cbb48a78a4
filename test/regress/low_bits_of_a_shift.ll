; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A mask keeps harmless bits only if they are the low bits of the address: not of an address that was shifted, nor of a
; byte out of the middle of a pointer.

; Trap 5, trap 88. All bytes of the address leave one by one, as in `for (i = 0; i < 8; i++) out[i] = p >> 8 * i & 255`.

target triple = "x86_64-unknown-linux-gnu"

@out = global [8 x i8] zeroinitializer
@number = global i64 0

declare ptr @malloc(i64)

; CHECK-LABEL: function 'shifted_first'
; CHECK: heap: escapes-to-global
define void @shifted_first() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %shifted = lshr i64 %i, 24
  %byte = and i64 %shifted, 255
  store i64 %byte, ptr @number
  ret void
}

; SWIG packs pointers into strings in this way: hex[byte >> 4], hex[byte & 15].
; CHECK-LABEL: function 'byte_of_a_pointer'
; CHECK: heap: escapes-to-global
define void @byte_of_a_pointer() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %at = getelementptr i8, ptr %local, i64 3
  %byte = load i8, ptr %at
  %nibble = and i8 %byte, 15
  store i8 %nibble, ptr @out
  ret void
}

; A mask of a narrow type can keep all that there is.
; CHECK-LABEL: function 'whole_byte'
; CHECK: heap: escapes-to-global
define void @whole_byte() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %shifted = lshr i64 %i, 8
  %byte = trunc i64 %shifted to i8
  %same = and i8 %byte, -1
  store i8 %same, ptr @out
  ret void
}
