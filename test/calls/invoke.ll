; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --check-prefix=FACTS %s
; A call that may throw goes to its copy as an invoke; what a handler sees is in the frame still (traps 3 and 46).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare void @may_throw()
declare i32 @__gxx_personality_v0(...)

define internal ptr @make(ptr %box) {
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr %box
  call void @may_throw()
  ret ptr %p
}

; CHECK-LABEL: define i32 @invoked(
; CHECK:         call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = invoke ptr @make.escape(ptr %box, ptr %p.stack)
; CHECK-NEXT:            to label %good unwind label %bad
; CHECK:       good:
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    br label %out
; CHECK:       bad:
; CHECK-NEXT:    [[PAD:%.*]] = landingpad
; CHECK-NEXT:    cleanup
; CHECK-NEXT:    %q = load ptr, ptr %box
; CHECK-NEXT:    call void @use(ptr %q)
; CHECK-NEXT:    br label %out
; CHECK:       out:
; CHECK-NEXT:    %r = phi i32 [ 0, %good ], [ 1, %bad ]
define i32 @invoked() personality ptr @__gxx_personality_v0 {
  %box = alloca ptr
  store ptr null, ptr %box
  %p = invoke ptr @make(ptr %box) to label %good unwind label %bad
good:
  call void @use(ptr %p)
  call void @free(ptr %p)
  br label %out
bad:
  %e = landingpad { ptr, i32 } cleanup
  %q = load ptr, ptr %box
  call void @use(ptr %q)
  call void @free(ptr %q)
  br label %out
out:
  %r = phi i32 [ 0, %good ], [ 1, %bad ]
  ret i32 %r
}

; A callee that throws may have made the next object before: what the handler uses of the older one is used behind it.
; FACTS-LABEL: function 'older_one_in_a_handler'
; FACTS: caller-stack 16 bytes, align 16, proof no-escape, in turn
define void @older_one_in_a_handler(i32 %n) personality ptr @__gxx_personality_v0 {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %on ]
  %old = phi ptr [ null, %entry ], [ %p, %on ]
  %p = invoke ptr @make_or_throw() to label %on unwind label %bad
on:
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
bad:
  %e = landingpad { ptr, i32 } cleanup
  call void @use(ptr %old)
  br label %out
out:
  ret void
}
define internal ptr @make_or_throw() {
  %p = call ptr @malloc(i64 16)
  call void @may_throw()
  ret ptr %p
}

; In the callee: the invoked free vanishes with its edge to the handler.
define internal void @drop(ptr %p) personality ptr @__gxx_personality_v0 {
  invoke void @free(ptr %p) to label %out unwind label %bad
out:
  ret void
bad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

; CHECK-LABEL: define void @dropped(
; CHECK:         call void @drop.escape(ptr %p.stack)
define void @dropped() {
  %p = call ptr @malloc(i64 8)
  call void @drop(ptr %p)
  ret void
}

; ... and cannot be guarded.
; CHECK-LABEL: define void @dropped_perhaps(
; CHECK:         %q = call ptr @malloc(i64 8)
; CHECK:         call void @drop(ptr %p)
define void @dropped_perhaps(i1 %c, ptr %other) {
  %q = call ptr @malloc(i64 8)
  %p = select i1 %c, ptr %q, ptr %other
  call void @drop(ptr %p)
  ret void
}

; An allocation that is an invoke, in a callee.
declare ptr @_Znwm(i64) allocsize(0)
declare void @_ZdlPv(ptr)
define internal ptr @make_new() personality ptr @__gxx_personality_v0 {
  %p = invoke ptr @_Znwm(i64 8) builtin to label %good unwind label %bad
good:
  ret ptr %p
bad:
  %e = landingpad { ptr, i32 } catch ptr null
  ret ptr null
}

; CHECK-LABEL: define void @made_by_new(
; CHECK:         %p = call ptr @make_new.escape(ptr %p.stack)
define void @made_by_new() {
  %p = call ptr @make_new()
  call void @use(ptr %p)
  call void @_ZdlPv(ptr %p) builtin
  ret void
}

; CHECK-LABEL: define internal ptr @make.escape(ptr %box, ptr %0) {
; CHECK-NEXT:    store ptr %0, ptr %box

; CHECK-LABEL: define internal void @drop.escape(ptr %p) personality ptr @__gxx_personality_v0 {
; CHECK-NEXT:    br label %out

; CHECK-LABEL: define internal ptr @make_new.escape(ptr %0) personality ptr @__gxx_personality_v0 {
; CHECK-NEXT:    br label %good
; CHECK:       good:
; CHECK-NEXT:    ret ptr %0
