; RUN: %opt -passes='escape<no-cleanup;verify;checked>,verify' -S %s | %FileCheck %s
; With -escape-checked a copy is handed the handle that stands for the object in the frame, asks the library for memory there,
; and compares with what is in the handle; the frame says when the object dies.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

define internal ptr @make() {
  %p = call ptr @malloc(i64 16)
  ret ptr %p
}
define internal void @drop(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @made_and_dropped(
; CHECK-NEXT:    %checked = alloca
; CHECK-NEXT:    store ptr null, ptr %checked
; CHECK-NEXT:    %p = call ptr @make.escape(ptr %checked)
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    call void @drop.escape(ptr %p)
; CHECK-NEXT:    call void @__escape_checked_leave(ptr %checked)
; CHECK-NEXT:    ret void
define void @made_and_dropped() {
  %p = call ptr @make()
  call void @use(ptr %p)
  call void @drop(ptr %p)
  ret void
}

; CHECK-LABEL: define void @dropped_perhaps(
; CHECK:         call void @drop.escape.{{[0-9]+}}(ptr %p, ptr %checked)
define void @dropped_perhaps(i1 %c, ptr %other) {
  %q = call ptr @malloc(i64 8)
  %p = select i1 %c, ptr %q, ptr %other
  call void @drop(ptr %p)
  ret void
}

; CHECK-LABEL: define internal void @drop.escape(ptr %p) {
; CHECK-NEXT:    call void @__escape_checked_freed(ptr %p, i32 1)
; CHECK-NEXT:    ret void

; CHECK-LABEL: define internal ptr @make.escape(ptr %0) {
; CHECK-NEXT:    [[P:%.*]] = call ptr @__escape_checked_place(ptr %0, i64 16, i64 16, ptr @escape.site{{.*}}, ptr @escape.proof{{.*}})
; CHECK-NEXT:    ret ptr [[P]]

; CHECK-LABEL: define internal void @drop.escape.{{[0-9]+}}(ptr %p, ptr %0) {
; CHECK-NEXT:    [[OBJECT:%.*]] = load ptr, ptr %0
; CHECK-NEXT:    [[SAME:%.*]] = icmp eq ptr %p, [[OBJECT]]
; CHECK-NEXT:    [[SOME:%.*]] = icmp ne ptr %p, null
; CHECK-NEXT:    [[SLOT:%.*]] = and i1 [[SAME]], [[SOME]]
; CHECK-NEXT:    [[FLAG:%.*]] = zext i1 [[SLOT]] to i32
; CHECK-NEXT:    call void @__escape_checked_freed(ptr %p, i32 [[FLAG]])
; CHECK-NEXT:    br i1 [[SLOT]],
; CHECK:         call void @free(ptr %p)
