; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Proof B does not hold: each function breaks one of its conditions. The object is captured in a global, so this is the
; only proof there could be.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null
@flag = global i32 0

declare ptr @malloc(i64) nounwind willreturn
declare ptr @realloc(ptr, i64) nounwind willreturn
declare void @free(ptr) nounwind willreturn
declare void @exit(i32) noreturn nounwind
declare void @abort() noreturn nounwind
declare i64 @malloc_usable_size(ptr)
declare void @stranger()
declare void @quiet() nounwind willreturn nofree nosync memory(readwrite, inaccessiblemem: none)
declare void @may_not_return() nounwind nofree nosync memory(readwrite, inaccessiblemem: none)
declare void @may_throw() willreturn nofree nosync memory(readwrite, inaccessiblemem: none)
declare void @may_free() nounwind willreturn nosync memory(readwrite, inaccessiblemem: none)
declare void @may_wait() nounwind willreturn nofree memory(readwrite, inaccessiblemem: none)
declare void @may_ask_size() nounwind willreturn nofree nosync
declare i32 @__gxx_personality_v0(...)

; Trap 18.
; CHECK-LABEL: function 'freed_on_one_path'
; CHECK: heap: escapes-to-global 'g'
define void @freed_on_one_path(i1 %c) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  br i1 %c, label %a, label %b
a:
  call void @free(ptr %p)
  br label %b
b:
  ret void
}

; CHECK-LABEL: function 'stranger_in_between'
; CHECK: heap: escapes-to-global 'g'
define void @stranger_in_between() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @stranger()
  call void @free(ptr %p)
  ret void
}

; Trap 44: a function that does not come back leaves the object behind; the frame may be gone by then (longjmp,
; pthread_exit).
; CHECK-LABEL: function 'call_may_not_return'
; CHECK: heap: escapes-to-global 'g'
define void @call_may_not_return() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @may_not_return()
  call void @free(ptr %p)
  ret void
}

; Trap 44.
; CHECK-LABEL: function 'call_may_throw'
; CHECK: heap: escapes-to-global 'g'
define void @call_may_throw() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @may_throw()
  call void @free(ptr %p)
  ret void
}

; With a landing pad that frees it too, all would be well. Here it does not.
; CHECK-LABEL: function 'unfreed_in_landing_pad'
; CHECK: heap: escapes-to-global 'g'
define void @unfreed_in_landing_pad() personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  invoke void @may_throw() to label %fine unwind label %pad
fine:
  call void @free(ptr %p)
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

; Trap 17.
; CHECK-LABEL: function 'call_may_free'
; CHECK: heap: escapes-to-global 'g'
define void @call_may_free() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @may_free()
  call void @free(ptr %p)
  ret void
}

; Trap 64: another thread may run meanwhile, and do anything with it.
; CHECK-LABEL: function 'call_may_wait'
; CHECK: heap: escapes-to-global 'g'
define void @call_may_wait() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @may_wait()
  call void @free(ptr %p)
  ret void
}

; Trap 25: malloc_usable_size(g) looks into the allocator's memory and nowhere else.
; CHECK-LABEL: function 'call_may_ask_its_size'
; CHECK: heap: escapes-to-global 'g'
define void @call_may_ask_its_size() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @may_ask_size()
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'size_is_asked'
; CHECK: heap: escapes-to-global 'g'
define void @size_is_asked() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %x = load ptr, ptr @g
  %n = call i64 @malloc_usable_size(ptr %x)
  call void @free(ptr %p)
  ret void
}

; Trap 64: a release that another thread has been waiting for, and everything else by which threads meet.
; CHECK-LABEL: function 'atomic_store_in_between'
; CHECK: heap: escapes-to-global 'g'
define void @atomic_store_in_between() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  store atomic i32 1, ptr @flag release, align 4
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'atomic_load_in_between'
; CHECK: heap: escapes-to-global 'g'
define void @atomic_load_in_between() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %v = load atomic i32, ptr @flag acquire, align 4
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'fence_in_between'
; CHECK: heap: escapes-to-global 'g'
define void @fence_in_between() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  fence release
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'atomic_add_in_between'
; CHECK: heap: escapes-to-global 'g'
define void @atomic_add_in_between() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %v = atomicrmw add ptr @flag, i32 1 seq_cst
  call void @free(ptr %p)
  ret void
}

; Trap 49: a handler may be on the other side.
; CHECK-LABEL: function 'volatile_in_between'
; CHECK: heap: escapes-to-global 'g'
define void @volatile_in_between() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  store volatile i32 1, ptr @flag
  call void @free(ptr %p)
  ret void
}

; A reload may have found another block, and then p lives on.
; CHECK-LABEL: function 'free_of_a_reload'
; CHECK: heap: escapes-to-global 'g'
define void @free_of_a_reload() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = load ptr, ptr @g
  call void @free(ptr %q)
  ret void
}

; Trap 21: some free runs on every path, of this object on one of them.
; CHECK-LABEL: function 'free_of_a_choice'
; CHECK: heap: escapes-to-global 'g'
define void @free_of_a_choice(ptr %other, i1 %c) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = select i1 %c, ptr %p, ptr %other
  call void @free(ptr %q)
  ret void
}

; Trap 36: the second instance is made while the first is there.
; CHECK-LABEL: function 'second_allocation_before_free'
; CHECK: heap: escapes-to-global 'g'
define void @second_allocation_before_free(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; Trap 43: exit runs the program's handlers and destructors, which may free it.
; CHECK-LABEL: function 'or_exits'
; CHECK: heap: escapes-to-global 'g'
define void @or_exits(i1 %c) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  br i1 %c, label %bad, label %good
bad:
  call void @exit(i32 1)
  unreachable
good:
  call void @free(ptr %p)
  ret void
}

; Trap 43, trap 90: abort raises a signal, whose handler is the program's.
; CHECK-LABEL: function 'or_aborts'
; CHECK: heap: escapes-to-global 'g'
define void @or_aborts(i1 %c) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  br i1 %c, label %bad, label %good
bad:
  call void @abort()
  unreachable
good:
  call void @free(ptr %p)
  ret void
}

; Undefined, but a bare `unreachable` is no free.
; CHECK-LABEL: function 'or_unreachable'
; CHECK: heap: escapes-to-global 'g'
define void @or_unreachable(i1 %c) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  br i1 %c, label %bad, label %good
bad:
  unreachable
good:
  call void @free(ptr %p)
  ret void
}

; Trap 22: realloc is not a free that ends it: the block may stay where it is.
; CHECK-LABEL: function 'resized_instead'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-global 'g'
define void @resized_instead() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = call ptr @realloc(ptr %p, i64 16)
  call void @free(ptr %q)
  ret void
}

; What was stored to the global may be freed through the global.
; CHECK-LABEL: function 'another_free_may_be_of_it'
; CHECK: heap: escapes-to-global 'g'
define void @another_free_may_be_of_it(i1 %c, ptr %x) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = load ptr, ptr @g
  call void @free(ptr %q)
  call void @free(ptr %p)
  ret void
}

; operator new throws when there is no memory.
; CHECK-LABEL: function 'another_allocation_may_throw'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-global 'g'
define void @another_allocation_may_throw() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = call ptr @_Znwm(i64 8) builtin
  call void @free(ptr %p)
  ret void
}

declare nonnull ptr @_Znwm(i64) nobuiltin allocsize(0)

; Trap 44: nothing says of this one that it comes back.
; CHECK-LABEL: function 'allocator_may_not_return'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-global 'g'
define void @allocator_may_not_return() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = call ptr @calloc(i64 8, i64 1)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'allocator_returns'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes, align 16, proof must-free
define void @allocator_returns() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = call ptr @calloc(i64 8, i64 1) nounwind willreturn
  store ptr %q, ptr @g
  call void @free(ptr %p)
  ret void
}

declare ptr @calloc(i64, i64)

; An allocator of the program's own may ask for the size of what it finds in @g (trap 25, trap 111), and so may its free.
; CHECK-LABEL: function 'own_allocator_between'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-global 'g'
define void @own_allocator_between() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = call ptr @own_alloc(i64 8)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'own_free_between'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-global 'g'
define void @own_free_between() {
  %q = call ptr @own_alloc(i64 8)
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @own_free(ptr %q)
  call void @free(ptr %p)
  ret void
}

declare ptr @own_alloc(i64) nounwind willreturn allockind("alloc,uninitialized") allocsize(0) "alloc-family"="own"
declare void @own_free(ptr allocptr) nounwind willreturn allockind("free") "alloc-family"="own"

; A library function that waits (trap 64) or never comes back (trap 44).
; CHECK-LABEL: function 'library_function_may_wait'
; CHECK: heap: escapes-to-global 'g'
define void @library_function_may_wait() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %c = call i32 @getchar()
  call void @free(ptr %p)
  ret void
}

declare i32 @getchar()

; Not a test that tells whether the call has failed: the object is there on both sides.
; CHECK-LABEL: function 'compared_with_null_in_another_way'
; CHECK: heap: escapes-to-global 'g'
define void @compared_with_null_in_another_way() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %above = icmp sgt ptr %p, null
  br i1 %above, label %a, label %b
a:
  call void @free(ptr %p)
  ret void
b:
  ret void
}

; The pointer is kept by a call that may run handlers of its own, and is in use while it runs.
; CHECK-LABEL: function 'returned_after_all'
; CHECK: heap: escapes-to-return
define ptr @returned_after_all(i1 %c) {
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %a, label %b
a:
  ret ptr %p
b:
  call void @free(ptr %p)
  ret ptr null
}

; -escape-no-must-free takes the proof away.
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-must-free %S/must_free.ll \
; RUN:   | %FileCheck --check-prefix=OFF %s
; OFF-NOT: must-free
; OFF: function 'captured_and_freed_stack'
; OFF-NOT: must-free
; OFF: heap: escapes-to-global 'g'
; OFF-NOT: must-free

; operator new that finds no memory calls the program's handler, which may exit (trap 111).
@sink = global ptr null
@nothrow = external constant i8
declare ptr @_ZnwmRKSt9nothrow_t(i64, ptr) nounwind willreturn
; CHECK-LABEL: function 'new_between'
; CHECK: malloc
; CHECK-NEXT: heap:
define void @new_between(i64 %n) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @sink
  %q = call ptr @_ZnwmRKSt9nothrow_t(i64 %n, ptr @nothrow) builtin nounwind willreturn
  store ptr %q, ptr @sink
  call void @free(ptr %p)
  ret void
}
