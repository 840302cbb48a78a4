; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; Callees that free: a copy of the callee leaves the free out where it can only be handed what is on the stack, and
; compares where it can be handed something else (traps 17, 21 and 129). The callee itself goes on freeing for everybody else.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @drop(ptr %p) {
; CHECK-NEXT:    call void @free(ptr %p)
define void @drop(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @removed() {
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    call void @use(ptr %p.stack)
; CHECK-NEXT:    call void @drop.escape(ptr %p.stack)
; CHECK-NEXT:    ret void
define void @removed() {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @drop(ptr %p)
  ret void
}

; Perhaps null, which the free would have ignored.
; CHECK-LABEL: define void @perhaps_null(
; CHECK:         %p = phi ptr [ %q.stack, %made ], [ null, %entry ]
; CHECK-NEXT:    call void @drop.escape(ptr %p)
; CHECK-NEXT:    ret void
define void @perhaps_null(i1 %c) {
entry:
  br i1 %c, label %made, label %join
made:
  %q = call ptr @malloc(i64 8)
  br label %join
join:
  %p = phi ptr [ %q, %made ], [ null, %entry ]
  call void @drop(ptr %p)
  ret void
}

; One of two: the copy is told which address not to free.
; CHECK-LABEL: define void @one_of_two(
; CHECK:         %p = phi ptr [ %q.stack, %made ], [ %other, %entry ]
; CHECK-NEXT:    call void @drop.escape.{{[0-9]+}}(ptr %p, ptr %q.stack)
; CHECK-NEXT:    ret void
define void @one_of_two(i1 %c, ptr %other) {
entry:
  br i1 %c, label %made, label %join
made:
  %q = call ptr @malloc(i64 8)
  br label %join
join:
  %p = phi ptr [ %q, %made ], [ %other, %entry ]
  call void @drop(ptr %p)
  ret void
}

; Two of three: one comparison for each slot, whichever they are.
; CHECK-LABEL: define void @two_of_three(
; CHECK:         call void @drop.escape.{{[0-9]+}}(ptr %p, ptr %{{[qr]}}.stack, ptr %{{[qr]}}.stack)
define void @two_of_three(i32 %c, ptr %other) {
entry:
  switch i32 %c, label %join [ i32 0, label %a
                               i32 1, label %b ]
a:
  %q = call ptr @malloc(i64 8)
  br label %join
b:
  %r = call ptr @malloc(i64 8)
  br label %join
join:
  %p = phi ptr [ %q, %a ], [ %r, %b ], [ %other, %entry ]
  call void @drop(ptr %p)
  ret void
}

; The pointer that the callee frees is what it finds in memory.
define internal void @drop_content(ptr %box) {
  %p = load ptr, ptr %box
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @content(
; CHECK:         call void @drop_content.escape(ptr %box, ptr %p.stack)
define void @content(i1 %c, ptr %other) {
  %box = alloca ptr
  store ptr %other, ptr %box
  br i1 %c, label %own, label %join
own:
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %box
  br label %join
join:
  call void @drop_content(ptr %box)
  ret void
}

; Frees under a condition, and tells whether it did.
define internal i1 @drop_if(ptr %p, i32 %limit) {
  %v = load i32, ptr %p
  %c = icmp sgt i32 %v, %limit
  br i1 %c, label %drop, label %keep
drop:
  call void @free(ptr %p)
  ret i1 true
keep:
  ret i1 false
}

; CHECK-LABEL: define void @under_a_condition(
; CHECK:         %done = call i1 @drop_if.escape(ptr %p.stack, i32 %n)
; CHECK-NEXT:    br i1 %done, label %out, label %later
; CHECK:       later:
; CHECK-NEXT:    call void @llvm.lifetime.end.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    br label %out
define void @under_a_condition(i32 %n) {
  %p = call ptr @malloc(i64 8)
  store i32 %n, ptr %p
  %done = call i1 @drop_if(ptr %p, i32 %n)
  br i1 %done, label %out, label %later
later:
  call void @free(ptr %p)
  br label %out
out:
  ret void
}

; Frees what it is handed, and makes the next: not in the slot while that is taken (trap 123). The copy clears `busy` where
; the freed pointer is that of the slot (trap 115).
define internal ptr @renew(ptr %old) {
  call void @free(ptr %old)
  %new = call ptr @malloc(i64 8)
  ret ptr %new
}

; CHECK-LABEL: define void @in_turn(
; CHECK-NEXT:  entry:
; CHECK-NEXT:    %new.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    %busy = alloca i1
; CHECK-NEXT:    store i1 false, ptr %busy
; CHECK:       loop:
; CHECK:         %p = call ptr @renew.escape(ptr %old, ptr %new.stack, ptr %busy)
; CHECK:         call void @drop.escape.{{[0-9]+}}(ptr %p, ptr %new.stack, ptr %busy)
define void @in_turn(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @renew(ptr %old)
  call void @use(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @drop(ptr %p)
  ret void
}

; CHECK-LABEL: define internal void @drop.escape(ptr %p) {
; CHECK-NEXT:    ret void

; CHECK-LABEL: define internal void @drop.escape.{{[0-9]+}}(ptr %p, ptr %0) {
; CHECK-NEXT:    [[SLOT:%.*]] = icmp eq ptr %p, %0
; CHECK-NEXT:    br i1 [[SLOT]], label %[[SKIP:.*]], label %[[FREE:.*]]
; CHECK:       [[SKIP]]:
; CHECK-NEXT:    br label %[[ON:.*]]
; CHECK:       [[FREE]]:
; CHECK-NEXT:    call void @free(ptr %p)
; CHECK-NEXT:    br label %[[ON]]
; CHECK:       [[ON]]:
; CHECK-NEXT:    ret void

; CHECK-LABEL: define internal void @drop.escape.{{[0-9]+}}(ptr %p, ptr %0, ptr %1) {
; CHECK-DAG:     [[A:%.*]] = icmp eq ptr %p, %0
; CHECK-DAG:     [[B:%.*]] = icmp eq ptr %p, %1
; CHECK:         [[ANY:%.*]] = or i1 [[A]], [[B]]
; CHECK-NEXT:    br i1 [[ANY]],
; CHECK:         call void @free(ptr %p)

; CHECK-LABEL: define internal void @drop_content.escape(ptr %box, ptr %0) {
; CHECK-NEXT:    %p = load ptr, ptr %box
; CHECK-NEXT:    [[SLOT:%.*]] = icmp eq ptr %p, %0
; CHECK-NEXT:    br i1 [[SLOT]],

; CHECK-LABEL: define internal i1 @drop_if.escape(ptr %p, i32 %limit) {
; CHECK:       drop:
; CHECK-NEXT:    ret i1 true

; The last i1 is whether the slot is taken.
; CHECK-LABEL: define internal void @drop.escape.{{[0-9]+}}(ptr %p, ptr %0, ptr %1) {
; CHECK-NEXT:    [[SLOT:%.*]] = icmp eq ptr %p, %0
; CHECK-NEXT:    [[BUSY:%.*]] = load i1, ptr %1
; CHECK-NEXT:    [[OTHER:%.*]] = xor i1 [[SLOT]], true
; CHECK-NEXT:    [[STILL:%.*]] = and i1 [[BUSY]], [[OTHER]]
; CHECK-NEXT:    store i1 [[STILL]], ptr %1
; CHECK-NEXT:    br i1 [[SLOT]],
; CHECK:         call void @free(ptr %p)

; CHECK-LABEL: define internal ptr @renew.escape(ptr %old, ptr %0, ptr %1) {
; CHECK-NEXT:    [[SLOT:%.*]] = icmp eq ptr %old, %0
; CHECK:         store i1 [[STILL:%.*]], ptr %1
; CHECK:         br i1 [[SLOT]],
; CHECK:         call void @free(ptr %old)
; CHECK:         [[BUSY:%.*]] = load i1, ptr %1
; CHECK-NEXT:    [[IDLE:%.*]] = xor i1 [[BUSY]], true
; CHECK-NEXT:    %fits = and i1 true, [[IDLE]]
; CHECK-NEXT:    br i1 %fits, label %[[ENTER:.*]], label %[[HEAP:.*]]
; CHECK:       [[ENTER]]:
; CHECK-NEXT:    store i1 true, ptr %1
; CHECK-NEXT:    br label
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    call ptr @malloc(i64 8)
