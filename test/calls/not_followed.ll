; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck --check-prefix=IR %s
; Calls that are not followed (trap 130), and bodies of which no copy is made (trap 125), not even where a free in them is all
; that stands in the way (trap 129).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare i32 @setjmp(ptr) returns_twice

define internal i32 @look(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}
define internal void @drop(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; The frame is gone when the callee runs.
; CHECK-LABEL: function 'must_tail'
; CHECK: heap: escapes-to-call 'look'
define i32 @must_tail(ptr %given) {
  %p = call ptr @malloc(i64 8)
  %v = musttail call i32 @look(ptr %p)
  ret i32 %v
}

; `tail` is no more than a hint, and cleared.
; CHECK-LABEL: function 'tail_stack'
; CHECK: stack 8 bytes
; IR-LABEL: define i32 @tail_stack(
; IR:         %v = call i32 @look(ptr %p.stack)
define i32 @tail_stack() {
  %p = call ptr @malloc(i64 8)
  %v = tail call i32 @look(ptr %p)
  ret i32 %v
}

; ... also on a call that goes to a copy.
; IR-LABEL: define void @tail_to_a_copy_stack(
; IR:         {{^}}  call void @drop.escape(ptr %p.stack)
define void @tail_to_a_copy_stack() {
  %p = call ptr @malloc(i64 8)
  tail call void @drop(ptr %p)
  ret void
}

; A copy of a body with a musttail call would have another signature than its callee.
define internal ptr @make_and_go_on(i64 %n) {
  %p = call ptr @malloc(i64 8)
  %c = icmp eq i64 %n, 0
  br i1 %c, label %stop, label %on
stop:
  ret ptr %p
on:
  call void @free(ptr %p)
  %m = sub i64 %n, 1
  %r = musttail call ptr @other(i64 %m)
  ret ptr %r
}
declare ptr @other(i64)

; CHECK-LABEL: function 'must_tail_in_the_callee'
; CHECK: heap: freed-elsewhere 'free'
define void @must_tail_in_the_callee(i64 %n) {
  %p = call ptr @make_and_go_on(i64 %n)
  store i32 1, ptr %p
  ret void
}

define internal ptr @make_only(i1 %c) {
  br i1 %c, label %make, label %on
make:
  %p = call ptr @malloc(i64 8)
  ret ptr %p
on:
  %r = musttail call ptr @another(i1 false)
  ret ptr %r
}
declare ptr @another(i1)

; CHECK-LABEL: function 'must_tail_beside_the_site'
; CHECK: heap: freed-elsewhere a function of which no copy can be made
define void @must_tail_beside_the_site(i1 %c) {
  %p = call ptr @make_only(i1 %c)
  store i32 1, ptr %p
  ret void
}

; An address of a block is that of the original's.
@label = global ptr blockaddress(@make_with_labels, %make)
define ptr @make_with_labels(ptr %where) {
  indirectbr ptr %where, [label %make, label %none]
make:
  %p = call ptr @malloc(i64 8)
  ret ptr %p
none:
  ret ptr null
}

; CHECK-LABEL: function 'made_behind_a_label'
; CHECK: heap: freed-elsewhere a function of which no copy can be made
define void @made_behind_a_label() {
  %where = load ptr, ptr @label
  %p = call ptr @make_with_labels(ptr %where)
  store i32 1, ptr %p
  ret void
}

; A label can be there once.
define internal ptr @make_at_a_label() {
  call void asm sideeffect "here:", ""()
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}

; CHECK-LABEL: function 'made_at_a_label'
; CHECK: heap: freed-elsewhere a function of which no copy can be made
define void @made_at_a_label() {
  %p = call ptr @make_at_a_label()
  store i32 1, ptr %p
  ret void
}

; One with a number of its own as often as one likes.
define internal ptr @make_at_some_label() {
  call void asm sideeffect "here${:uid}:", ""()
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}

; CHECK-LABEL: function 'made_at_some_label_stack'
; CHECK: caller-stack 8 bytes
define void @made_at_some_label_stack() {
  %p = call ptr @make_at_some_label()
  store i32 1, ptr %p
  ret void
}

; Variable arguments: the slot would be one of them. What such a function only looks at moves.
define internal ptr @make_of_many(i32 %n, ...) {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}
define internal i32 @look_at_first(ptr %p, ...) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: function 'made_of_many'
; CHECK: heap: freed-elsewhere a function of which no copy can be made
define void @made_of_many() {
  %p = call ptr (i32, ...) @make_of_many(i32 1, i32 2)
  store i32 1, ptr %p
  ret void
}

; Nor is there a copy of what it calls.
define internal ptr @make() {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}
define internal ptr @make_below_of_many(i32 %n, ...) {
  %p = call ptr @make()
  ret ptr %p
}
define internal void @drop_below_first(ptr %p, ...) {
  call void @drop(ptr %p)
  ret void
}

; CHECK-LABEL: function 'made_below_of_many'
; CHECK: heap: freed-elsewhere a function of which no copy can be made
define void @made_below_of_many() {
  %p = call ptr (i32, ...) @make_below_of_many(i32 1, i32 2)
  store i32 1, ptr %p
  ret void
}

; CHECK-LABEL: function 'dropped_below_first'
; CHECK: heap: freed-elsewhere 'free'
define void @dropped_below_first() {
  %p = call ptr @malloc(i64 8)
  call void (ptr, ...) @drop_below_first(ptr %p, i32 2)
  ret void
}

; CHECK-LABEL: function 'first_of_many_stack'
; CHECK: stack 8 bytes
define i32 @first_of_many_stack() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 (ptr, ...) @look_at_first(ptr %p, i32 2)
  ret i32 %v
}

; Where a variable argument goes is not followed (trap 12).
; CHECK-LABEL: function 'one_of_many'
; CHECK: heap: escapes-to-call 'look_at_first'
define i32 @one_of_many(ptr %other) {
  %p = call ptr @malloc(i64 8)
  %v = call i32 (ptr, ...) @look_at_first(ptr %other, ptr %p)
  ret i32 %v
}

; Operand bundles hand things to whom they name (trap 99).
; CHECK-LABEL: function 'with_a_bundle'
; CHECK: heap: escapes-to-call 'look'
define i32 @with_a_bundle() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @look(ptr %p) [ "unknown"(i32 0) ]
  ret i32 %v
}

; Another calling convention than the callee's is undefined, but not for us to follow.
; CHECK-LABEL: function 'another_convention'
; CHECK: heap: escapes-to-call 'look'
define i32 @another_convention() {
  %p = call ptr @malloc(i64 8)
  %v = call fastcc i32 @look(ptr %p)
  ret i32 %v
}

; Another prototype (trap 108).
; CHECK-LABEL: function 'another_prototype'
; CHECK: heap: escapes-to-
define i64 @another_prototype() {
  %p = call ptr @malloc(i64 8)
  %v = call i64 @look(ptr %p)
  ret i64 %v
}

; A function that is not safe to touch is not safe to copy (traps 45 and 59).
define internal i32 @look_twice(ptr %p, ptr %buffer) {
  %again = call i32 @setjmp(ptr %buffer) returns_twice
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: function 'unsafe_callee'
; CHECK: heap: escapes-to-call 'look_twice'
define i32 @unsafe_callee(ptr %buffer) {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @look_twice(ptr %p, ptr %buffer)
  ret i32 %v
}

define internal i32 @look_slowly(ptr %p) noinline optnone {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: function 'optnone_callee'
; CHECK: heap: escapes-to-call 'look_slowly'
define i32 @optnone_callee() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @look_slowly(ptr %p)
  ret i32 %v
}

; swifterror is a register, not a pointer.
define internal swiftcc void @look_at_error(ptr swifterror %error, ptr %p) {
  %v = load i32, ptr %p
  ret void
}

; CHECK-LABEL: function 'with_an_error'
; CHECK: heap: escapes-to-call 'look_at_error'
define swiftcc void @with_an_error() {
  %error = alloca swifterror ptr
  %p = call ptr @malloc(i64 8)
  call swiftcc void @look_at_error(ptr swifterror %error, ptr %p)
  ret void
}

define internal i32 @look_at_place(ptr %p, ptr inalloca([8 x i8]) %place) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: function 'with_a_place'
; CHECK: heap: escapes-to-call 'look_at_place'
define i32 @with_a_place() {
  %p = call ptr @malloc(i64 8)
  %place = alloca inalloca [8 x i8]
  %v = call i32 @look_at_place(ptr %p, ptr inalloca([8 x i8]) %place)
  ret i32 %v
}

; A realloc in a callee is neither a slot's nor does it leave one alone.
declare ptr @realloc(ptr, i64)
define internal ptr @grow(ptr %p) {
  %q = call ptr @realloc(ptr %p, i64 16)
  ret ptr %q
}

; CHECK-LABEL: function 'grown_by_a_callee'
; CHECK: heap: resized 'realloc'
; CHECK: heap: resizes
define void @grown_by_a_callee() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @grow(ptr %p)
  call void @free(ptr %q)
  ret void
}

; Nor does posix_memalign in one hand out a slot.
declare i32 @posix_memalign(ptr, i64, i64)
define internal ptr @make_aligned(ptr %box) {
  %error = call i32 @posix_memalign(ptr %box, i64 32, i64 64)
  %p = load ptr, ptr %box
  ret ptr %p
}

; CHECK-LABEL: function 'aligned_by_a_callee'
; CHECK: heap: resizes
define void @aligned_by_a_callee() {
  %box = alloca ptr
  %p = call ptr @make_aligned(ptr %box)
  call void @free(ptr %p)
  ret void
}
