; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 33: new-expressions, which carry `builtin`, and the deletes that belong to them, in all their forms.

target triple = "x86_64-unknown-linux-gnu"

@_ZSt7nothrow = external constant i8

declare ptr @_Znwm(i64) nobuiltin allocsize(0)
declare ptr @_Znam(i64) nobuiltin allocsize(0)
declare ptr @_ZnwmRKSt9nothrow_t(i64, ptr) nobuiltin nounwind allocsize(0)
declare ptr @_ZnwmSt11align_val_t(i64, i64) nobuiltin allocsize(0)
declare void @_ZdlPv(ptr) nobuiltin nounwind
declare void @_ZdlPvm(ptr, i64) nobuiltin nounwind
declare void @_ZdaPv(ptr) nobuiltin nounwind
declare void @_ZdlPvmSt11align_val_t(ptr, i64, i64) nobuiltin nounwind
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @one(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     @_Z
; CHECK:         ret void
define void @one() {
  %p = call ptr @_Znwm(i64 24) builtin
  call void @use(ptr %p)
  call void @_ZdlPvm(ptr %p, i64 24) builtin
  ret void
}

; CHECK-LABEL: define void @array(
; CHECK-NEXT:    %p.stack = alloca [80 x i8], align 16
; CHECK-NOT:     @_Z
; CHECK:         ret void
define void @array() {
  %p = call ptr @_Znam(i64 80) builtin
  call void @use(ptr %p)
  call void @_ZdaPv(ptr %p) builtin
  ret void
}

; An array with a cookie: the program gets a pointer behind it, and frees the one before it.
; CHECK-LABEL: define void @array_with_cookie(
; CHECK-NEXT:    %p.stack = alloca [48 x i8], align 16
; CHECK-NOT:     @_Z
; CHECK:         ret void
define void @array_with_cookie() {
  %p = call ptr @_Znam(i64 48) builtin
  store i64 5, ptr %p
  %first = getelementptr i8, ptr %p, i64 8
  call void @use(ptr %first)
  %cookie = getelementptr i8, ptr %first, i64 -8
  call void @_ZdaPv(ptr %cookie) builtin
  ret void
}

; CHECK-LABEL: define void @nothrow(
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NOT:     @_Zn
; CHECK:         ret void
define void @nothrow() {
  %p = call ptr @_ZnwmRKSt9nothrow_t(i64 8, ptr @_ZSt7nothrow) builtin
  call void @use(ptr %p)
  call void @_ZdlPv(ptr %p) builtin
  ret void
}

; CHECK-LABEL: define void @aligned(
; CHECK-NEXT:    %p.stack = alloca [64 x i8], align 32
; CHECK-NOT:     @_Z
; CHECK:         ret void
define void @aligned() {
  %p = call ptr @_ZnwmSt11align_val_t(i64 64, i64 32) builtin
  call void @use(ptr %p)
  call void @_ZdlPvmSt11align_val_t(ptr %p, i64 64, i64 32) builtin
  ret void
}

; operator delete called by hand may be anybody's: the block is passed to a function that may keep and free it.
; CHECK-LABEL: define void @deleted_by_hand_heap(
; CHECK:         call ptr @_Znwm
define void @deleted_by_hand_heap() {
  %p = call ptr @_Znwm(i64 8) builtin
  call void @_ZdlPv(ptr %p)
  ret void
}
