; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 12: attributes cover the fixed parameters only. What a library function does with the others is in its model.

target triple = "x86_64-unknown-linux-gnu"

@text = private constant [3 x i8] c"%s\00"

declare ptr @malloc(i64)
declare void @stranger(i32, ...) nofree nounwind
declare i32 @printf(ptr, ...)
declare i32 @snprintf(ptr, i64, ptr, ...)
declare i32 @sscanf(ptr, ptr, ...)
declare void @llvm.va_start.p0(ptr)
declare void @llvm.va_copy.p0(ptr, ptr)
declare void @llvm.va_end.p0(ptr)
declare void @takes_list(ptr nocapture nofree)

; CHECK-LABEL: function 'variable_argument'
; CHECK: heap: escapes-to-call 'stranger'
define void @variable_argument() {
  %p = call ptr @malloc(i64 8)
  call void (i32, ...) @stranger(i32 1, ptr nocapture %p)
  ret void
}

; CHECK-LABEL: function 'printed_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @printed_stack() {
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %r = call i32 (ptr, ...) @printf(ptr @text, ptr %p)
  ret void
}

; CHECK-LABEL: function 'formatted_into_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @formatted_into_stack(i32 %n) {
  %p = call ptr @malloc(i64 8)
  %r = call i32 (ptr, i64, ptr, ...) @snprintf(ptr %p, i64 8, ptr @text, i32 %n)
  ret void
}

; CHECK-LABEL: function 'scanned_into_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @scanned_into_stack(ptr %input) {
  %p = call ptr @malloc(i64 8)
  %r = call i32 (ptr, ptr, ...) @sscanf(ptr %input, ptr @text, ptr %p)
  ret void
}

; What a caller passed points outside.
; CHECK-LABEL: function 'stored_through_a_variable_argument'
; CHECK: heap: escapes-to-memory
define void @stored_through_a_variable_argument(i32 %n, ...) {
  %list = alloca [24 x i8]
  call void @llvm.va_start.p0(ptr %list)
  %out = va_arg ptr %list, ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %out
  call void @llvm.va_end.p0(ptr %list)
  ret void
}

; Trap 2: a list in the heap that is copied into one that is passed on.
; CHECK-LABEL: function 'list_on_the_heap'
; CHECK: %heap = call
; CHECK-NEXT: stack 24 bytes, align 16, proof no-escape
define void @list_on_the_heap(i32 %n, ...) {
  %copy = alloca [24 x i8]
  %heap = call ptr @malloc(i64 24)
  call void @llvm.va_start.p0(ptr %heap)
  call void @llvm.va_copy.p0(ptr %copy, ptr %heap)
  call void @takes_list(ptr %copy)
  call void @llvm.va_end.p0(ptr %heap)
  call void @llvm.va_end.p0(ptr %copy)
  ret void
}

; A copy of the list leads where the list leads.
; CHECK-LABEL: function 'behind_a_copy_of_the_list'
; CHECK: heap: escapes-to-return
define ptr @behind_a_copy_of_the_list() {
  %list = alloca [24 x i8]
  %copy = alloca [24 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %list
  call void @llvm.va_copy.p0(ptr %copy, ptr %list)
  %r = load ptr, ptr %copy
  ret ptr %r
}

; The same without va_arg, as clang writes it: the list leads to where the caller's registers were saved.
; CHECK-LABEL: function 'stored_through_a_saved_register'
; CHECK: heap: escapes-to-memory
define void @stored_through_a_saved_register(i32 %n, ...) {
  %list = alloca [24 x i8]
  call void @llvm.va_start.p0(ptr %list)
  %at = getelementptr i8, ptr %list, i64 16
  %registers = load ptr, ptr %at
  %out = load ptr, ptr %registers
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %out
  call void @llvm.va_end.p0(ptr %list)
  ret void
}

; What a list holds comes out of it.
; CHECK-LABEL: function 'in_the_list'
; CHECK: heap: escapes-to-return
define ptr @in_the_list() {
  %list = alloca [24 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %list
  %r = va_arg ptr %list, ptr
  ret ptr %r
}
