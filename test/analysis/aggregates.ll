; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Structures in registers, phis and selects: every pointer that goes in can come out (trap 8).

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64)

; CHECK-LABEL: function 'insert_extract'
; CHECK: heap: escapes-to-global 'g'
define void @insert_extract() {
  %p = call ptr @malloc(i64 8)
  %s = insertvalue { ptr, { i32, ptr } } zeroinitializer, ptr %p, 1, 1
  %t = extractvalue { ptr, { i32, ptr } } %s, 1
  %q = extractvalue { i32, ptr } %t, 1
  store ptr %q, ptr @g
  ret void
}

; CHECK-LABEL: function 'insert_only_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @insert_only_stack() {
  %p = call ptr @malloc(i64 8)
  %s = insertvalue { i32, ptr } zeroinitializer, ptr %p, 1
  %q = extractvalue { i32, ptr } %s, 1
  store i32 1, ptr %q
  ret void
}

; A structure of pointers that goes through memory as a whole.
; CHECK-LABEL: function 'through_memory'
; CHECK: heap: escapes-to-return
define ptr @through_memory() {
  %local = alloca { ptr, ptr }
  %p = call ptr @malloc(i64 8)
  %s = insertvalue { ptr, ptr } zeroinitializer, ptr %p, 1
  store { ptr, ptr } %s, ptr %local
  %at = getelementptr i8, ptr %local, i64 8
  %q = load ptr, ptr %at
  ret ptr %q
}

; CHECK-LABEL: function 'merged'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-global 'g'
; CHECK-NEXT: allocated
; CHECK-NEXT: merged: %x = phi
; CHECK-NEXT: stored
; CHECK: %q = call
; CHECK-NEXT: heap: escapes-to-global 'g'
define void @merged(i1 %c) {
entry:
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %a, label %b
a:
  %q = call ptr @malloc(i64 8)
  br label %b
b:
  %x = phi ptr [ %p, %entry ], [ %q, %a ]
  store ptr %x, ptr @g
  ret void
}

; CHECK-LABEL: function 'selected'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK: %q = call
; CHECK-NEXT: stack 8 bytes
define ptr @selected(i1 %c, ptr %other) {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %x = select i1 %c, ptr %p, ptr %other
  %y = select i1 %c, ptr %q, ptr %other
  store i8 1, ptr %y
  ret ptr %x
}

; A condition is not a pointer.
; CHECK-LABEL: function 'condition_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define ptr @condition_stack(ptr %a, ptr %b) {
  %p = call ptr @malloc(i64 8)
  %c = icmp eq ptr %p, %a
  %x = select i1 %c, ptr %a, ptr %b
  ret ptr %x
}
