; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Calls through pointers are followed where it is known what they can go to; nothing is changed in what they go to.

target triple = "x86_64-unknown-linux-gnu"

@kept = global ptr null
@readers = internal constant [2 x ptr] [ptr @reads, ptr @reads_more]
@mixed = internal constant [2 x ptr] [ptr @reads, ptr @keeps]
@shapes = internal constant [1 x { i64, ptr }] [{ i64, ptr } { i64 1, ptr @reads }]
@numbered = internal constant <{ ptr, i64 }> <{ ptr @reads, i64 268435456 }>
@two_shapes = internal constant [2 x { i64, ptr }] [{ i64, ptr } { i64 1, ptr @reads }, { i64, ptr } { i64 2, ptr null }]
@freers = internal constant [2 x ptr] [ptr @reads, ptr @frees]
@variable = internal global [2 x ptr] [ptr @reads, ptr @reads_more]
@aliased = internal constant [2 x ptr] [ptr @reads, ptr @other_name]
@other_name = weak alias i32 (ptr), ptr @reads

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @qsort(ptr, i64, i64, ptr) nounwind

define internal i32 @reads(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

define internal i32 @reads_more(ptr %p) {
  %f = getelementptr i8, ptr %p, i64 4
  %v = load i32, ptr %f
  ret i32 %v
}

define internal i32 @keeps(ptr %p) {
  store ptr %p, ptr @kept
  ret i32 0
}

define internal i32 @frees(ptr %p) {
  call void @free(ptr %p)
  ret i32 0
}

; CHECK-LABEL: function 'by_table'
; CHECK: stack 16 bytes
define void @by_table(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr [2 x ptr], ptr @readers, i64 0, i64 %n
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'by_table_of_structs'
; CHECK: stack 16 bytes
define void @by_table_of_structs(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr { i64, ptr }, ptr @shapes, i64 %n, i32 1
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  call void @free(ptr %p)
  ret void
}

; Trap 11: one of them keeps it.
; CHECK-LABEL: function 'by_table_with_a_keeper'
; CHECK: heap: escapes-to-global 'kept'
define void @by_table_with_a_keeper(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr [2 x ptr], ptr @mixed, i64 0, i64 %n
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  ret void
}

; One of them frees it, and a copy that would not is not what the call goes to (trap 17).
; CHECK-LABEL: function 'by_table_with_one_who_frees'
; CHECK: heap: freed-elsewhere
define void @by_table_with_one_who_frees(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr [2 x ptr], ptr @freers, i64 0, i64 %n
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  ret void
}

; What is not at the beginning of a function may be another one.
; CHECK-LABEL: function 'near_a_function'
; CHECK: heap: escapes-to-indirect-call
define void @near_a_function(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %f = getelementptr i8, ptr @reads, i64 %n
  %r = call i32 %f(ptr %p)
  ret void
}

; CHECK-LABEL: function 'behind_a_function'
; CHECK: heap: escapes-to-indirect-call
define void @behind_a_function() {
  %p = call ptr @malloc(i64 16)
  %r = call i32 getelementptr (i8, ptr @reads, i64 64)(ptr %p)
  ret void
}

; A number may be the address of something that can be called.
; CHECK-LABEL: function 'by_table_with_a_number'
; CHECK: heap: escapes-to-indirect-call
define void @by_table_with_a_number(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr [2 x i64], ptr @numbered, i64 0, i64 %n
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  ret void
}

; At another place of each entry it is not called.
; CHECK-LABEL: function 'by_table_with_numbers_elsewhere'
; CHECK: stack 16 bytes
define void @by_table_with_numbers_elsewhere(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr { i64, ptr }, ptr @two_shapes, i64 %n, i32 1
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'by_variable_table'
; CHECK: heap: escapes-to-indirect-call
define void @by_variable_table(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr [2 x ptr], ptr @variable, i64 0, i64 %n
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  ret void
}

; CHECK-LABEL: function 'by_table_of_aliases'
; CHECK: heap: escapes-to-indirect-call
define void @by_table_of_aliases(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr [2 x ptr], ptr @aliased, i64 0, i64 %n
  %f = load ptr, ptr %at
  %r = call i32 %f(ptr %p)
  ret void
}

; Through the wrong type: nothing is known.
; CHECK-LABEL: function 'by_another_type'
; CHECK: heap: escapes-to-indirect-call
define void @by_another_type(i64 %n) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr [2 x ptr], ptr @readers, i64 0, i64 %n
  %f = load ptr, ptr %at
  %r = call i64 %f(ptr %p)
  ret void
}

; What is handed down.
define internal i32 @apply(ptr %f, ptr %p) noinline {
  %r = call i32 %f(ptr %p)
  ret i32 %r
}

; CHECK-LABEL: function 'handed_down'
; CHECK: stack 16 bytes
define void @handed_down() {
  %p = call ptr @malloc(i64 16)
  %r = call i32 @apply(ptr @reads, ptr %p)
  %s = call i32 @apply(ptr @reads_more, ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'handed_down_keeper'
; CHECK: heap: escapes-to-global 'kept'
define void @handed_down_keeper() {
  %p = call ptr @malloc(i64 16)
  %r = call i32 @apply(ptr @keeps, ptr %p)
  ret void
}

; CHECK-LABEL: function 'one_or_the_other'
; CHECK: heap: escapes-to-global 'kept'
define void @one_or_the_other(i1 %c) {
  %p = call ptr @malloc(i64 16)
  %f = select i1 %c, ptr @reads, ptr @keeps
  %r = call i32 %f(ptr %p)
  ret void
}

; A target that is known only once another callee was followed.
define internal void @store_keeper(ptr %slot, ptr %p) {
  store ptr @keeps, ptr %slot
  store ptr %p, ptr @sink_of_nothing
  ret void
}
@sink_of_nothing = internal constant ptr null

; CHECK-LABEL: function 'known_late'
; CHECK: heap: escapes-to
define void @known_late(ptr %q) {
  %slot = alloca ptr
  store ptr @reads, ptr %slot
  %p = call ptr @malloc(i64 16)
  call void @store_keeper(ptr %slot, ptr %q)
  %f = load ptr, ptr %slot
  %r = call i32 %f(ptr %p)
  ret void
}

; CHECK-LABEL: function 'or_a_stranger'
; CHECK: heap: escapes-to-indirect-call
define void @or_a_stranger(i1 %c, ptr %g) {
  %p = call ptr @malloc(i64 16)
  %f = select i1 %c, ptr @reads, ptr %g
  %r = call i32 %f(ptr %p)
  ret void
}

; The library calls back (trap 13).
define internal i32 @compares(ptr %a, ptr %b) {
  %x = load i32, ptr %a
  %y = load i32, ptr %b
  %d = sub i32 %x, %y
  ret i32 %d
}

define internal i32 @compares_and_keeps(ptr %a, ptr %b) {
  store ptr %b, ptr @kept
  ret i32 0
}

; CHECK-LABEL: function 'sorted'
; CHECK: stack 16 bytes
define void @sorted() {
  %p = call ptr @malloc(i64 16)
  call void @qsort(ptr %p, i64 4, i64 4, ptr @compares)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'sorted_by_a_keeper'
; CHECK: heap: escapes-to-global 'kept'
define void @sorted_by_a_keeper() {
  %p = call ptr @malloc(i64 16)
  call void @qsort(ptr %p, i64 4, i64 4, ptr @compares_and_keeps)
  ret void
}
