; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Which calls are allocations at all. What is not the library's function is a call like any other, and is not listed.

target triple = "x86_64-unknown-linux-gnu"

@alias_of_own = internal alias ptr (i64), ptr @own

declare ptr @malloc(i64)
declare ptr @calloc(i64)
declare ptr @_Znwm(i64) nobuiltin allocsize(0)
declare ptr @pool_alloc(ptr, i64) allockind("alloc,uninitialized") allocsize(1) "alloc-family"="pool"
declare ptr @no_size(ptr) allockind("alloc,uninitialized") "alloc-family"="pool"
declare ptr @no_family(i64) allockind("alloc,uninitialized") allocsize(0)
declare ptr @only_size(i64) allocsize(0)
declare noalias ptr @marked_malloc(i64)

define internal ptr @own(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  ret ptr %p
}

; CHECK-NOT: function 'nobuiltin_call'
define void @nobuiltin_call() {
  %p = call ptr @malloc(i64 8) nobuiltin
  ret void
}

; Trap 33: ::operator new(8), and not a new-expression.
; CHECK-NOT: function 'explicit_operator_new'
define void @explicit_operator_new() {
  %p = call ptr @_Znwm(i64 8)
  ret void
}

; CHECK-NOT: function 'wrong_prototype'
define void @wrong_prototype() {
  %p = call ptr @calloc(i64 8)
  ret void
}

; Trap 34: attribute malloc alone does not say who frees.
; CHECK-NOT: function 'malloc_attribute'
define void @malloc_attribute() {
  %p = call ptr @marked_malloc(i64 8)
  ret void
}

; CHECK-NOT: function 'without_family'
define void @without_family() {
  %p = call ptr @no_family(i64 8)
  ret void
}

; CHECK-NOT: function 'size_alone'
define void @size_alone() {
  %p = call ptr @only_size(i64 8)
  ret void
}

; CHECK-LABEL: function 'pool_stack'
; CHECK: stack 24 bytes, align 16, proof no-escape
define void @pool_stack(ptr %pool) {
  %p = call ptr @pool_alloc(ptr %pool, i64 24)
  ret void
}

; Trap 80: an allocation of unknown size.
; CHECK-LABEL: function 'pool_without_size'
; CHECK: heap: unknown-size
define void @pool_without_size(ptr %pool) {
  %p = call ptr @no_size(ptr %pool)
  ret void
}

; The pool itself is kept by the allocator.
; CHECK-LABEL: function 'pool_on_the_heap'
; CHECK: %pool = call
; CHECK-NEXT: heap: escapes-to-call 'pool_alloc'
define void @pool_on_the_heap() {
  %pool = call ptr @malloc(i64 64)
  %p = call ptr @pool_alloc(ptr %pool, i64 24)
  ret void
}

; Trap 54: a slot cannot be in another address space: on x86, 256 is relative to a segment register.
; CHECK-NOT: function 'another_address_space'
define void @another_address_space() {
  %p = call ptr addrspace(256) @segment_alloc(i64 8)
  ret void
}

declare ptr addrspace(256) @segment_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="segment"
