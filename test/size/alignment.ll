; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 53: alignments that a frame cannot have.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @aligned_alloc(i64, i64)
declare i32 @posix_memalign(ptr, i64, i64)

; CHECK-LABEL: function 'sixty_four_stack'
; CHECK: stack 64 bytes, align 64
define void @sixty_four_stack() {
  %p = call ptr @aligned_alloc(i64 64, i64 64)
  ret void
}

; The slot is aligned; what lies 16 bytes behind its start is not.
; CHECK-LABEL: function 'access_in_between'
; CHECK: heap: bad-alignment
define void @access_in_between() {
  %p = call ptr @aligned_alloc(i64 16, i64 64)
  %q = getelementptr i8, ptr %p, i64 16
  store <8 x float> zeroinitializer, ptr %q, align 32
  ret void
}

; Over the limit for frames, -escape-max-alignment.
; CHECK-LABEL: function 'a_page'
; CHECK: heap: bad-alignment
define void @a_page() {
  %p = call ptr @aligned_alloc(i64 4096, i64 64)
  ret void
}

; CHECK-LABEL: function 'no_power_of_two'
; CHECK: heap: bad-alignment
define void @no_power_of_two() {
  %p = call ptr @aligned_alloc(i64 48, i64 64)
  ret void
}

; CHECK-LABEL: function 'zero'
; CHECK: heap: bad-alignment
define void @zero() {
  %p = call ptr @aligned_alloc(i64 0, i64 64)
  ret void
}

; CHECK-LABEL: function 'not_constant'
; CHECK: heap: bad-alignment
define void @not_constant(i64 %a) {
  %p = call ptr @aligned_alloc(i64 %a, i64 64)
  ret void
}

; POSIX: a multiple of the size of a pointer.
; CHECK-LABEL: function 'invalid_for_posix'
; CHECK: heap: bad-alignment
define void @invalid_for_posix() {
  %out = alloca ptr
  %r = call i32 @posix_memalign(ptr %out, i64 4, i64 64)
  ret void
}

; RUN: %opt -passes='print<escape>' -disable-output -escape-max-alignment=4096 %s | %FileCheck --check-prefix=MORE %s
; MORE-LABEL: function 'a_page'
; MORE: stack 64 bytes, align 4096
