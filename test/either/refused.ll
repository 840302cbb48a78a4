; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Where no slot can serve, or none should: one refusal of each kind (traps 113, 118, 119 and 120).

target triple = "x86_64-unknown-linux-gnu"

@kept = global ptr null

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare ptr @reallocf(ptr, i64)
declare ptr @aligned_alloc(i64, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare ptr @_Znwm(i64) nobuiltin allocsize(0)
declare void @_ZdlPv(ptr) nobuiltin nounwind
declare i32 @__gxx_personality_v0(...)
declare ptr @other_realloc(ptr allocptr, i64) allockind("realloc") allocsize(1) "alloc-family"="other" nounwind
declare ptr @other_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="other" nounwind
declare void @other_free(ptr allocptr) allockind("free") "alloc-family"="other" nounwind

; CHECK-LABEL: function 'served'
; CHECK: stack-or-heap 256 bytes
define void @served(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; At least one byte more than the slot has.
; CHECK-LABEL: function 'never_fits'
; CHECK: heap: too-large
define void @never_fits(i64 %m) {
  %n = or i64 %m, 257
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'fits_once'
; CHECK: stack-or-heap 256 bytes
define void @fits_once(i64 %m) {
  %n = or i64 %m, 256
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; An alignment that is not known is none that a slot has.
; CHECK-LABEL: function 'some_alignment'
; CHECK: heap: bad-alignment
define void @some_alignment(i64 %a, i64 %n) {
  %p = call ptr @aligned_alloc(i64 %a, i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; It escapes where it does not fit as well as where it does.
; CHECK-LABEL: function 'kept_on_a_path'
; CHECK: heap: escapes-to-global
define void @kept_on_a_path(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  %large = icmp ugt i64 %n, 256
  br i1 %large, label %keep, label %drop
keep:
  store ptr %p, ptr @kept
  ret void
drop:
  call void @free(ptr %p)
  ret void
}

; A free that may be one of any block cannot compare with what an invoke is about to return.
; CHECK-LABEL: function 'free_is_invoked'
; CHECK: heap: shared-free
define void @free_is_invoked(i64 %n) personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  invoke void @free(ptr %p) to label %done unwind label %pad
done:
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

; In a function that calls itself the slot has what recursion may have, and there are no turns.
; CHECK-LABEL: function 'recursive'
; CHECK: stack-or-heap 64 bytes
define void @recursive(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  %m = sub i64 %n, 1
  call void @recursive(i64 %m)
  ret void
}

; CHECK-LABEL: function 'recursive_turns'
; CHECK: heap: multiple-instances
define void @recursive_turns(i64 %n) {
entry:
  br label %loop
loop:
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %old)
  call void @recursive_turns(i64 %i)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; Nor is anything compared.
; CHECK-LABEL: function 'recursive_from_memory'
; CHECK: heap: guard-in-recursion
define void @recursive_from_memory(i64 %n) {
  %at = alloca ptr
  store ptr null, ptr %at
  %p = call ptr @malloc(i64 %n)
  store ptr %p, ptr %at
  call void @use(ptr %p)
  %q = load ptr, ptr %at
  call void @free(ptr %q)
  %m = sub i64 %n, 1
  call void @recursive_from_memory(i64 %m)
  ret void
}

; ---- reallocs ----

; CHECK-LABEL: function 'resized'
; CHECK: stack 8 bytes
; CHECK: stack-or-heap
define void @resized(i64 %n) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; In its middle.
; CHECK-LABEL: function 'interior'
; CHECK: heap: resized
; CHECK: heap: resizes
define void @interior(i64 %n, i64 %i) {
  %p = call ptr @malloc(i64 8)
  %q = getelementptr i8, ptr %p, i64 %i
  %r = call ptr @realloc(ptr %q, i64 %n)
  call void @free(ptr %r)
  ret void
}

; CHECK-LABEL: function 'of_new'
; CHECK: heap: resized
; CHECK: heap: resizes
define void @of_new(i64 %n) {
  %p = call ptr @_Znwm(i64 8) builtin
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; reallocf frees what it fails to resize; a program's own may do anything with what does not change its size.
; CHECK-LABEL: function 'by_reallocf'
; CHECK: heap: resized
define void @by_reallocf(i64 %n) {
  %p = call ptr @malloc(i64 8)
  %r = call ptr @reallocf(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; CHECK-LABEL: function 'by_another'
; CHECK: heap: resized
; CHECK: heap: resizes
define void @by_another(i64 %n) {
  %p = call ptr @other_alloc(i64 8)
  %r = call ptr @other_realloc(ptr %p, i64 %n)
  call void @other_free(ptr %r)
  ret void
}

; What it returns is kept, and may be the slot.
; CHECK-LABEL: function 'result_escapes'
; CHECK: heap: escapes-to-return
; CHECK: heap: escapes-to-return
define ptr @result_escapes(i64 %n) {
  %p = call ptr @malloc(i64 8)
  %r = call ptr @realloc(ptr %p, i64 %n)
  ret ptr %r
}

; A block from outside may be among those that it sees: it is moved by realloc, as ever.
; CHECK-LABEL: function 'foreign_too'
; CHECK: stack 8 bytes
define void @foreign_too(i1 %c, ptr %other, i64 %n) {
entry:
  br i1 %c, label %own, label %join
own:
  %p = call ptr @malloc(i64 8)
  br label %join
join:
  %x = phi ptr [ %p, %own ], [ %other, %entry ]
  %r = call ptr @realloc(ptr %x, i64 %n)
  call void @free(ptr %r)
  ret void
}

; An invoke of realloc.
; CHECK-LABEL: function 'invoked'
; CHECK: heap: resized
define void @invoked(i64 %n) personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  %r = invoke ptr @realloc(ptr %p, i64 %n) to label %done unwind label %pad
done:
  call void @free(ptr %r)
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

; ---- functions that are to be small ----

; CHECK-LABEL: function 'small'
; CHECK: stack-or-heap 128 bytes
define void @small(i64 %n) optsize {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'smallest'
; CHECK: heap: unknown-size
define void @smallest(i64 %n) minsize {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'smallest_turns'
; CHECK: heap: multiple-instances
define void @smallest_turns(i64 %n) minsize {
entry:
  br label %loop
loop:
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %old)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'smallest_resize'
; CHECK: heap: resized
define void @smallest_resize(i64 %n) minsize {
  %p = call ptr @malloc(i64 8)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; A size of more than 64 bits is not asked for.
declare ptr @wide_alloc(i128) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="wide" nounwind
declare void @wide_free(ptr allocptr) allockind("free") "alloc-family"="wide" nounwind
; CHECK-LABEL: function 'too_wide'
; CHECK: heap: unknown-size
define void @too_wide(i128 %n) {
  %p = call ptr @wide_alloc(i128 %n)
  call void @use(ptr %p)
  call void @wide_free(ptr %p)
  ret void
}
