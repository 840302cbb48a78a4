; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Functions that only look like those of the library. LLVM does not know these names, so the models must be careful for
; themselves (traps 31 and 32).

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64)
declare i32 @rand_r(ptr) nounwind
declare i32 @getloadavg(ptr, ptr) nounwind

; The program's own, although it is as nounwind as the library's.
define void @swab(ptr %from, ptr %to, i64 %n) nounwind {
  store ptr %to, ptr @g
  ret void
}

; CHECK-LABEL: function 'the_real_one_stack'
; CHECK: stack 8 bytes
define void @the_real_one_stack() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @rand_r(ptr %p)
  ret void
}

; CHECK-LABEL: function 'a_definition'
; CHECK: heap: escapes-to-global 'g'
define void @a_definition() {
  %p = call ptr @malloc(i64 8)
  call void @swab(ptr null, ptr %p, i64 8)
  ret void
}

; The library's takes an array and a number.
; CHECK-LABEL: function 'another_prototype'
; CHECK: heap: escapes-to-call 'getloadavg'
define void @another_prototype() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @getloadavg(ptr %p, ptr null)
  ret void
}

; CHECK-LABEL: function 'no_builtin'
; CHECK: heap: escapes-to-call 'rand_r'
define void @no_builtin() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @rand_r(ptr %p) nobuiltin
  ret void
}
