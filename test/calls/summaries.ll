; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck --check-prefix=TOLD %s
; Functions that only look at what they are handed have a summary, which is made once; what is not as plain is followed.

target triple = "x86_64-unknown-linux-gnu"

@kept = global ptr null
@sum = global i64 0

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @stranger(ptr)

; LLVM is told that nothing is freed. Not that nothing is captured: that would be a promise about addresses too, which may be
; compared, in memory even.
; TOLD-LABEL: define internal i64 @total(ptr nofree %p)
; TOLD-LABEL: define internal i1 @compare(ptr nofree %p, ptr nofree %q)
define internal i64 @total(ptr %p) {
  %a = load i64, ptr %p
  %f = getelementptr i8, ptr %p, i64 8
  %b = load i64, ptr %f
  %s = add i64 %a, %b
  ret i64 %s
}

define internal i1 @compare(ptr %p, ptr %q) {
  %c = icmp ult ptr %p, %q
  ret i1 %c
}

; CHECK-LABEL: function 'reads'
; CHECK: stack 16 bytes
define i64 @reads() {
  %p = call ptr @malloc(i64 16)
  store i64 1, ptr %p
  %q = call ptr @malloc(i64 16)
  %c = call i1 @compare(ptr %p, ptr %q)
  %s = call i64 @total(ptr %p)
  call void @free(ptr %p)
  call void @free(ptr %q)
  ret i64 %s
}

; What is found may come back in the number that is returned (trap 5).
; CHECK-LABEL: function 'address_in_a_sum'
; CHECK: site {{.*}} %inner = call
; CHECK-NEXT: heap: escapes-to-return
define i64 @address_in_a_sum() {
  %p = call ptr @malloc(i64 16)
  %inner = call ptr @malloc(i64 4)
  store ptr %inner, ptr %p
  %s = call i64 @total(ptr %p)
  ret i64 %s
}

; A number that is written may take the place of a pointer: the free is not known to be of the object alone.
define internal void @renumber(ptr %p, i64 %n) {
  store i64 %n, ptr %p
  ret void
}

; CHECK-LABEL: function 'overwritten'
; CHECK: %found -> {{.*}}{unknown}
define void @overwritten(i64 %n) {
  %box = alloca ptr
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr %box
  call void @renumber(ptr %box, i64 %n)
  %found = load ptr, ptr %box
  call void @free(ptr %found)
  ret void
}

; Half of it: the rest points somewhere else in the object (trap 122).
define internal void @renumber_half(ptr %p) {
  store i32 0, ptr %p
  ret void
}

; CHECK-LABEL: function 'half_overwritten'
; CHECK: heap: interior-free
define void @half_overwritten() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr %box
  call void @renumber_half(ptr %box)
  %found = load ptr, ptr %box
  call void @free(ptr %found)
  ret void
}

; What is in the object is moved about in it.
define internal void @move_up(ptr %p) {
  %v = load i64, ptr %p
  %f = getelementptr i8, ptr %p, i64 8
  store i64 %v, ptr %f
  ret void
}

; CHECK-LABEL: function 'moved_within'
; CHECK: site {{.*}} %inner = call
; CHECK-NEXT: heap: escapes-to-global 'kept'
define void @moved_within() {
  %box = alloca [2 x ptr]
  %inner = call ptr @malloc(i64 16)
  store ptr %inner, ptr %box
  call void @move_up(ptr %box)
  %f = getelementptr i8, ptr %box, i64 8
  %v = load ptr, ptr %f
  store ptr %v, ptr @kept
  ret void
}

; None of these is as plain: kept, stored in another parameter, freed, handed to a stranger, in an object that is returned.
define internal void @keeps(ptr %p) {
  store ptr %p, ptr @kept
  ret void
}

define internal void @keeps_content(ptr %p) {
  %v = load ptr, ptr %p
  store ptr %v, ptr @kept
  ret void
}

define internal void @into_other(ptr %p, ptr %q) {
  store ptr %p, ptr %q
  ret void
}

define internal ptr @box(ptr %p) {
  %b = call ptr @malloc(i64 8)
  store ptr %p, ptr %b
  ret ptr %b
}

; CHECK-LABEL: function 'kept_by_callee'
; CHECK: heap: escapes-to-global 'kept'
define void @kept_by_callee() {
  %p = call ptr @malloc(i64 16)
  call void @keeps(ptr %p)
  ret void
}

; CHECK-LABEL: function 'content_kept_by_callee'
; CHECK: site {{.*}} %inner = call
; CHECK-NEXT: heap: escapes-to-global 'kept'
define void @content_kept_by_callee() {
  %box = alloca ptr
  %inner = call ptr @malloc(i64 16)
  store ptr %inner, ptr %box
  call void @keeps_content(ptr %box)
  ret void
}

; CHECK-LABEL: function 'stored_in_the_other'
; CHECK: heap: escapes-to-global 'kept'
define void @stored_in_the_other() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 16)
  call void @into_other(ptr %p, ptr %box)
  %v = load ptr, ptr %box
  store ptr %v, ptr @kept
  ret void
}

; CHECK-LABEL: function 'in_a_box'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-global 'kept'
define void @in_a_box() {
  %p = call ptr @malloc(i64 16)
  %b = call ptr @box(ptr %p)
  %v = load ptr, ptr %b
  store ptr %v, ptr @kept
  ret void
}

; Relied on is the alignment of what is handed in (trap 53).
define internal i64 @aligned(ptr %p) {
  %v = load i64, ptr %p, align 64
  ret i64 %v
}

; CHECK-LABEL: function 'aligned_access'
; CHECK: stack 64 bytes, align 64
define i64 @aligned_access() {
  %p = call ptr @malloc(i64 64)
  %v = call i64 @aligned(ptr %p)
  call void @free(ptr %p)
  ret i64 0
}

; A body that may be replaced has no summary: a copy would have to be called.
define linkonce_odr i64 @inexact_total(ptr %p) {
  %a = load i64, ptr %p
  ret i64 %a
}

; TOLD-LABEL: define i64 @inexact_reads(
; TOLD:         call i64 @inexact_total.escape(ptr
define i64 @inexact_reads() {
  %p = call ptr @malloc(i64 16)
  store i64 1, ptr %p
  %s = call i64 @inexact_total(ptr %p)
  call void @free(ptr %p)
  ret i64 %s
}
