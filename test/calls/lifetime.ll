; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify;no-lifetime>,verify' -S %s | %FileCheck --check-prefix=NONE %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-frame-budget=640 %s | %FileCheck --check-prefix=ROOM %s
; The lifetime of a slot that callees use begins before the call that may take it and ends where the function itself finds
; that a freed pointer is the slot's, or not at all (trap 128). Nothing in the copies names it: they have no alloca.
; NONE-NOT: @llvm.lifetime

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

define internal ptr @make(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  ret ptr %p
}
define internal void @drop(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; It begins again each time round.
; CHECK-LABEL: define void @in_a_loop(
; CHECK:       loop:
; CHECK:         call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = call ptr @make.escape(i64 200, ptr %p.stack)
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NOT:     @llvm.lifetime.end
; CHECK:       out:
define void @in_a_loop(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @make(i64 200)
  call void @use(ptr %p)
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; It ends where the freed pointer has compared equal.
; CHECK-LABEL: define void @perhaps_in_it(
; CHECK:         call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = call ptr @make
; CHECK:         [[SLOT:%.*]] = icmp eq ptr %p, %p.stack
; CHECK-NEXT:    br i1 [[SLOT]], label %[[SKIP:.*]], label %{{.*}}
; CHECK:       [[SKIP]]:
; CHECK-NEXT:    call void @llvm.lifetime.end.p0({{.*}}ptr %p.stack)
define void @perhaps_in_it(i64 %n) {
  %p = call ptr @make(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; Not where an instance may be in it already.
; CHECK-LABEL: define void @in_turns(
; CHECK-NOT:     @llvm.lifetime.start
; CHECK:         %p = call ptr @make.escape.{{[0-9]+}}(i64 200, ptr %p.stack, ptr %busy)
; CHECK-NOT:     @llvm.lifetime.start
; CHECK:       out:
define void @in_turns(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @make(i64 200)
  call void @use(ptr %old)
  call void @free(ptr %old)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; A slot of the function's own that a callee frees: it begins where it did, and lasts.
; CHECK-LABEL: define void @freed_by_a_callee(
; CHECK:         call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK:         call void @drop.escape(ptr %p.stack)
; CHECK-NOT:     @llvm.lifetime.end
; CHECK:         ret void
define void @freed_by_a_callee() {
  %p = call ptr @malloc(i64 200)
  call void @use(ptr %p)
  call void @drop(ptr %p)
  ret void
}

; So it takes room besides what comes later: three times 208 in 640, but not four.
; ROOM-LABEL: function 'add_up'
; ROOM: stack 200 bytes
; ROOM: stack 200 bytes
; ROOM: stack 200 bytes
; ROOM: heap: frame-budget
define void @add_up() {
  %p = call ptr @malloc(i64 200)
  call void @drop(ptr %p)
  %q = call ptr @malloc(i64 200)
  call void @drop(ptr %q)
  %r = call ptr @malloc(i64 200)
  call void @drop(ptr %r)
  %s = call ptr @malloc(i64 200)
  call void @drop(ptr %s)
  ret void
}

; Two objects of one call are there together.
define internal void @make_two(ptr %a, ptr %b) {
  %p = call ptr @malloc(i64 400)
  store ptr %p, ptr %a
  %q = call ptr @malloc(i64 400)
  store ptr %q, ptr %b
  ret void
}

; ROOM-LABEL: function 'made_together'
; ROOM: caller-stack 400 bytes
; ROOM: heap: frame-budget
define void @made_together() {
  %a = alloca ptr
  %b = alloca ptr
  call void @make_two(ptr %a, ptr %b)
  %p = load ptr, ptr %a
  %q = load ptr, ptr %b
  call void @free(ptr %p)
  call void @free(ptr %q)
  ret void
}

; One of the function's own, while a callee makes another.
; ROOM-LABEL: function 'made_meanwhile'
; ROOM: stack 400 bytes
; ROOM: heap: frame-budget
define void @made_meanwhile() {
  %p = call ptr @malloc(i64 400)
  %q = call ptr @make(i64 400)
  call void @use(ptr %q)
  call void @free(ptr %q)
  call void @free(ptr %p)
  ret void
}

; ... and before it, whose lifetime has ended.
; ROOM-LABEL: function 'made_later'
; ROOM: stack 400 bytes
; ROOM: caller-stack 400 bytes
define void @made_later() {
  %p = call ptr @malloc(i64 400)
  call void @use(ptr %p)
  call void @free(ptr %p)
  %q = call ptr @make(i64 400)
  call void @use(ptr %q)
  call void @free(ptr %q)
  ret void
}
