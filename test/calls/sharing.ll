; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; One copy serves all calls to which the same is to be done, in whatever functions they are; what differs in what is done to
; it is another copy (trap 125).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

define internal ptr @make(i64 %n) noinline {
  %p = call ptr @malloc(i64 %n)
  ret ptr %p
}

define internal void @drop_both(ptr %a, ptr %b) {
  call void @free(ptr %a)
  call void @free(ptr %b)
  ret void
}

; CHECK-LABEL: define void @twice(
; CHECK:         %p = call ptr @make.escape(i64 8, ptr %p.stack)
; CHECK:         %q = call ptr @make.escape(i64 8, ptr %{{.*}})
define void @twice() {
  %p = call ptr @make(i64 8)
  %q = call ptr @make(i64 8)
  call void @use(ptr %p)
  call void @use(ptr %q)
  ret void
}

; CHECK-LABEL: define void @once_more(
; CHECK:         %p = call ptr @make.escape(i64 8, ptr %p.stack)
define void @once_more() {
  %p = call ptr @make(i64 8)
  call void @use(ptr %p)
  ret void
}

; In turns.
; CHECK-LABEL: define void @in_turns(
; CHECK:         %p = call ptr @make.escape.1(i64 8, ptr %p.stack, ptr %busy)
define void @in_turns(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @make(i64 8)
  call void @use(ptr %old)
  call void @free(ptr %old)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; Where it fits.
; CHECK-LABEL: define void @where_it_fits(
; CHECK:         %p = call ptr @make.escape.2(i64 %n, ptr %p.stack)
define void @where_it_fits(i64 %n) {
  %p = call ptr @make(i64 %n)
  call void @use(ptr %p)
  ret void
}

; Both frees, the one, the other; and the same two slots the other way round, of which each copy is told by its parameters.
; CHECK-LABEL: define void @both(
; CHECK:         call void @drop_both.escape(ptr %p.stack, ptr %q.stack)
define void @both() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  call void @drop_both(ptr %p, ptr %q)
  ret void
}

; CHECK-LABEL: define void @first(
; CHECK:         call void @drop_both.escape.3(ptr %p.stack, ptr %other)
define void @first(ptr %other) {
  %p = call ptr @malloc(i64 8)
  call void @drop_both(ptr %p, ptr %other)
  ret void
}

; CHECK-LABEL: define void @second(
; CHECK:         call void @drop_both.escape.4(ptr %other, ptr %p.stack)
define void @second(ptr %other) {
  %p = call ptr @malloc(i64 8)
  call void @drop_both(ptr %other, ptr %p)
  ret void
}

; CHECK-LABEL: define void @both_again(
; CHECK:         call void @drop_both.escape(ptr %p.stack, ptr %q.stack)
define void @both_again() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  call void @drop_both(ptr %p, ptr %q)
  ret void
}

; The guards compare the first with the one slot and the second with the other, or both with one.
; CHECK-LABEL: define void @guarded(
; CHECK:         call void @drop_both.escape.5(ptr %p, ptr %q, ptr %a.stack, ptr %b.stack)
define void @guarded(i1 %c, ptr %other) {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  %p = select i1 %c, ptr %a, ptr %other
  %q = select i1 %c, ptr %b, ptr %other
  call void @drop_both(ptr %p, ptr %q)
  ret void
}

; CHECK-LABEL: define void @guarded_by_one(
; CHECK:         call void @drop_both.escape.6(ptr %p, ptr %q, ptr %a.stack)
define void @guarded_by_one(i1 %c, ptr %other) {
  %a = call ptr @malloc(i64 8)
  %p = select i1 %c, ptr %a, ptr %other
  %q = select i1 %c, ptr %other, ptr %a
  call void @drop_both(ptr %p, ptr %q)
  ret void
}

; A copy of the caller for each copy of the callee that it calls.
define internal ptr @make_through(i64 %n) {
  %p = call ptr @make(i64 %n)
  ret ptr %p
}

; CHECK-LABEL: define void @through(
; CHECK:         %p = call ptr @make_through.escape(i64 8, ptr %p.stack)
define void @through() {
  %p = call ptr @make_through(i64 8)
  call void @use(ptr %p)
  ret void
}

; CHECK-LABEL: define void @through_where_it_fits(
; CHECK:         %p = call ptr @make_through.escape.7(i64 %n, ptr %p.stack)
define void @through_where_it_fits(i64 %n) {
  %p = call ptr @make_through(i64 %n)
  call void @use(ptr %p)
  ret void
}

; Two calls in one callee, of which one or the other makes an object with a slot: it is not the same copy.
define internal void @make_two(ptr %a, ptr %b) {
  %p = call ptr @make(i64 8)
  store ptr %p, ptr %a
  %q = call ptr @make(i64 8)
  store ptr %q, ptr %b
  ret void
}

; CHECK-LABEL: define void @keeps_the_second(
; CHECK:         call void @make_two.escape(ptr %box, ptr %given, ptr %p.stack)
define void @keeps_the_second(ptr %given) {
  %box = alloca ptr
  call void @make_two(ptr %box, ptr %given)
  ret void
}

; CHECK-LABEL: define void @keeps_the_first(
; CHECK:         call void @make_two.escape.8(ptr %given, ptr %box, ptr %p.stack)
define void @keeps_the_first(ptr %given) {
  %box = alloca ptr
  call void @make_two(ptr %given, ptr %box)
  ret void
}

; The size is in the copy where bytes are written.
define internal ptr @make_zeroed(i64 %n) {
  %p = call ptr @calloc(i64 1, i64 %n)
  ret ptr %p
}
declare ptr @calloc(i64, i64)

; CHECK-LABEL: define void @zeroed(
; CHECK:         %p = call ptr @make_zeroed.escape.9(i64 8, ptr %p.stack)
; CHECK:         %q = call ptr @make_zeroed.escape(i64 24, ptr %{{.*}})
define void @zeroed() {
  %p = call ptr @make_zeroed(i64 8)
  %q = call ptr @make_zeroed(i64 24)
  call void @use(ptr %p)
  call void @use(ptr %q)
  ret void
}

; CHECK-LABEL: define internal void @drop_both.escape.3(ptr %a, ptr %b) {
; CHECK-NEXT:    call void @free(ptr %b)
; CHECK-NEXT:    ret void

; CHECK-LABEL: define internal void @drop_both.escape.4(ptr %a, ptr %b) {
; CHECK-NEXT:    call void @free(ptr %a)
; CHECK-NEXT:    ret void

; CHECK-LABEL: define internal void @drop_both.escape.5(ptr %a, ptr %b, ptr %0, ptr %1) {
; CHECK:         icmp eq ptr %a, %0
; CHECK:         icmp eq ptr %b, %1

; CHECK-LABEL: define internal void @drop_both.escape.6(ptr %a, ptr %b, ptr %0) {
; CHECK:         icmp eq ptr %a, %0
; CHECK:         icmp eq ptr %b, %0

; CHECK-LABEL: define internal void @make_two.escape(ptr %a, ptr %b, ptr %0) {
; CHECK-NEXT:    %p = call ptr @make.escape(i64 8, ptr %0)
; CHECK:         %q = call ptr @make(i64 8)

; CHECK-LABEL: define internal void @make_two.escape.8(ptr %a, ptr %b, ptr %0) {
; CHECK-NEXT:    %p = call ptr @make(i64 8)
; CHECK:         %q = call ptr @make.escape(i64 8, ptr %0)

; CHECK-LABEL: define internal ptr @make_zeroed.escape(i64 %n, ptr %0) {
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 16 %0, i8 0, i64 24, i1 false)

; CHECK-LABEL: define internal ptr @make_zeroed.escape.9(i64 %n, ptr %0) {
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 16 %0, i8 0, i64 8, i1 false)
