; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: sed s/linux-musl/linux-gnu/ %s | %opt -passes='print<escape>' -disable-output - | %FileCheck --check-prefix=GNU %s
; RUN: sed s/linux-musl/freebsd/ %s | %opt -passes='print<escape>' -disable-output - | %FileCheck %s
; What realloc(p, 0) does is known of glibc, which frees p and returns null. Elsewhere it may return a block: there the
; size must be known not to be 0 (trap 119).

target triple = "x86_64-unknown-linux-musl"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: function 'perhaps_zero'
; CHECK: heap: resized
; CHECK: heap: resizes
; GNU-LABEL: function 'perhaps_zero'
; GNU: stack 8 bytes
define void @perhaps_zero(i64 %n) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; CHECK-LABEL: function 'surely_zero'
; CHECK: heap: resized
; GNU-LABEL: function 'surely_zero'
; GNU: stack 8 bytes
define void @surely_zero() {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 0)
  call void @free(ptr %r)
  ret void
}

; CHECK-LABEL: function 'some'
; CHECK: stack 8 bytes
; GNU-LABEL: function 'some'
; GNU: stack 8 bytes
define void @some(i64 %m) {
  %n = or i64 %m, 1
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; By what was asked before.
; CHECK-LABEL: function 'checked'
; CHECK: stack 8 bytes
; GNU-LABEL: function 'checked'
; GNU: stack 8 bytes
define void @checked(i64 %n) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %zero = icmp eq i64 %n, 0
  br i1 %zero, label %drop, label %grow
grow:
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
drop:
  call void @free(ptr %p)
  ret void
}
