; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; What a parameter points to was there before the function and will be there after it (trap 1).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; CHECK-LABEL: function 'stored_through'
; CHECK: heap: escapes-to-parameter 'out'
define void @stored_through(ptr %out) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %out
  ret void
}

; CHECK-LABEL: function 'stored_in_a_field'
; CHECK: heap: escapes-to-parameter 'out'
define void @stored_in_a_field(ptr %out) {
  %p = call ptr @malloc(i64 8)
  %field = getelementptr { i64, ptr }, ptr %out, i64 0, i32 1
  store ptr %p, ptr %field
  ret void
}

; Memory that is found behind a parameter has no name here.
; CHECK-LABEL: function 'stored_two_levels_down'
; CHECK: heap: escapes-to-memory
define void @stored_two_levels_down(ptr %out) {
  %p = call ptr @malloc(i64 8)
  %inner = load ptr, ptr %out
  store ptr %p, ptr %inner
  ret void
}

; An address that was a number is memory that is not known.
; CHECK-LABEL: function 'stored_to_an_address'
; CHECK: heap: escapes-to-memory
define void @stored_to_an_address(i64 %address) {
  %p = call ptr @malloc(i64 8)
  %at = inttoptr i64 %address to ptr
  store ptr %p, ptr %at
  ret void
}

; Trap 2: the pointer leaves with the memory that holds it.
; CHECK-LABEL: function 'copied_with_its_holder'
; CHECK: heap: escapes-to-parameter 'out'
; CHECK: stored: store ptr %p, ptr %field
; CHECK: copied: call void @llvm.memcpy
define void @copied_with_its_holder(ptr %out) {
  %local = alloca { i64, ptr }
  %p = call ptr @malloc(i64 8)
  %field = getelementptr { i64, ptr }, ptr %local, i64 0, i32 1
  store ptr %p, ptr %field
  call void @llvm.memcpy.p0.p0.i64(ptr %out, ptr %local, i64 16, i1 false)
  ret void
}

; The first eight bytes are not those that hold it.
; CHECK-LABEL: function 'other_bytes_are_copied_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @other_bytes_are_copied_stack(ptr %out) {
  %local = alloca { i64, ptr }
  %p = call ptr @malloc(i64 8)
  store i64 1, ptr %local
  %field = getelementptr { i64, ptr }, ptr %local, i64 0, i32 1
  store ptr %p, ptr %field
  call void @llvm.memcpy.p0.p0.i64(ptr %out, ptr %local, i64 8, i1 false)
  ret void
}

; Only the store through one of the two leaves the frame, but nobody knows which it is.
; CHECK-LABEL: function 'stored_through_a_choice'
; CHECK: heap: escapes-to-parameter 'out'
define void @stored_through_a_choice(ptr %out, i1 %c) {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  %at = select i1 %c, ptr %local, ptr %out
  store ptr %p, ptr %at
  ret void
}

; Pointers come in structures and vectors too (trap 1).
; CHECK-LABEL: function 'stored_behind_a_structure'
; CHECK: heap: escapes-to-memory
define void @stored_behind_a_structure({ ptr, i64 } %s) {
  %p = call ptr @malloc(i64 8)
  %at = extractvalue { ptr, i64 } %s, 0
  store ptr %p, ptr %at
  ret void
}

; CHECK-LABEL: function 'stored_behind_a_vector'
; CHECK: heap: escapes-to-memory
define void @stored_behind_a_vector(<2 x ptr> %v) {
  %p = call ptr @malloc(i64 8)
  %at = extractelement <2 x ptr> %v, i64 1
  store ptr %p, ptr %at
  ret void
}
