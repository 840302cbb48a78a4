; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; Bodies that may be others in the end (trap 60). An interposable one says nothing. Of several that mean the same, as those
; of inline functions, each may be optimised otherwise: what one of them shows holds of a copy of it, so the call goes to
; a copy that is nobody else's, also where nothing is changed in it (trap 125).

target triple = "x86_64-unknown-linux-gnu"

$look = comdat any
$make = comdat any

declare ptr @malloc(i64)
declare void @free(ptr)

define linkonce_odr hidden i32 @look(ptr %p) comdat {
  %v = load i32, ptr %p
  ret i32 %v
}

; Handed what holds the pointer.
define linkonce_odr i32 @look_inside(ptr %box) {
  %p = load ptr, ptr %box
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @looked_inside_in_a_copy() {
; CHECK:         %v = call i32 @look_inside.escape(ptr %box)
define i32 @looked_inside_in_a_copy() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %box
  %v = call i32 @look_inside(ptr %box)
  ret i32 %v
}

; Below an exact one, which has a copy for its sake.
define internal i32 @exact(ptr %p) {
  %v = call i32 @look(ptr %p)
  ret i32 %v
}

; CHECK-LABEL: define i32 @looked_at_below() {
; CHECK:         %v = call i32 @exact.escape(ptr %p.stack)
define i32 @looked_at_below() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @exact(ptr %p)
  ret i32 %v
}

; Not handed anything of it: the call stays.
; CHECK-LABEL: define i32 @handed_something_else(
; CHECK:         alloca
; CHECK:         %v = call i32 @look(ptr %other)
define i32 @handed_something_else(ptr %other) {
  %p = call ptr @malloc(i64 8)
  store i32 1, ptr %p
  %v = call i32 @look(ptr %other)
  call void @free(ptr %p)
  ret i32 %v
}

; The object stays on the heap: so does the call of the original.
; CHECK-LABEL: define ptr @not_promoted() {
; CHECK:         call ptr @malloc
; CHECK-NEXT:    %v = call i32 @look(ptr %p)
define ptr @not_promoted() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @look(ptr %p)
  ret ptr %p
}

define linkonce_odr ptr @make() comdat {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}

; CHECK-LABEL: define void @made_in_a_copy() {
; CHECK:         %p = call ptr @make.escape(ptr %p.stack)
define void @made_in_a_copy() {
  %p = call ptr @make()
  store i32 1, ptr %p
  call void @free(ptr %p)
  ret void
}

define available_externally i32 @imported(ptr %box) {
  %p = load ptr, ptr %box
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @imported_body() {
; CHECK:         %v = call i32 @imported.escape(ptr %box)
define i32 @imported_body() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %box
  %v = call i32 @imported(ptr %box)
  ret i32 %v
}

; Another definition may do anything.
define weak i32 @weak_look(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @weak_body() {
; CHECK-NEXT:    %p = call ptr @malloc(i64 8)
; CHECK-NEXT:    %v = call i32 @weak_look(ptr %p)
define i32 @weak_body() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @weak_look(ptr %p)
  ret i32 %v
}

define linkonce i32 @linkonce_look(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @linkonce_body() {
; CHECK-NEXT:    %p = call ptr @malloc(i64 8)
; CHECK-NEXT:    %v = call i32 @linkonce_look(ptr %p)
define i32 @linkonce_body() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @linkonce_look(ptr %p)
  ret i32 %v
}

; The copy of one whose body cannot be copied (it has variable arguments) cannot be called.
define linkonce_odr i32 @look_at_many(ptr %p, ...) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @no_copy_possible() {
; CHECK-NEXT:    %p = call ptr @malloc(i64 8)
; CHECK-NEXT:    %v = call i32 (ptr, ...) @look_at_many(ptr %p)
define i32 @no_copy_possible() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 (ptr, ...) @look_at_many(ptr %p)
  ret i32 %v
}

; Local to the module, and in no comdat.
; CHECK: define internal i32 @look_inside.escape(ptr %box) {
; CHECK: define internal i32 @look.escape(ptr %p) {
; CHECK: define internal i32 @exact.escape(ptr %p) {
; CHECK-NEXT: call i32 @look.escape(ptr %p)
; CHECK: define internal ptr @make.escape(ptr %0) {
; CHECK: define internal i32 @imported.escape(ptr %box) {
