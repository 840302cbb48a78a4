; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Traps 21 and section 8: a free that can see a slot and a block gets a guard. Where SSA tells the origin of the pointer,
; the guard is an i1 beside it, and nothing is compared.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; A buffer on the stack for small sizes, by hand.
; CHECK-LABEL: define void @phi_with_parameter(
; CHECK:         %origin = phi i1 [ true, %a ], [ false, %entry ]
; CHECK-NEXT:    %x = phi ptr [ %p.stack, %a ], [ %other, %entry ]
; CHECK-NEXT:    call void @use(ptr %x)
; CHECK-NEXT:    br i1 %origin, label %[[SLOT:.*]], label %[[FREE:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    br label %[[ON:.*]]
; CHECK:       [[FREE]]:
; CHECK-NEXT:    call void @free(ptr %x)
; CHECK-NEXT:    br label %[[ON]]
; CHECK:       [[ON]]:
; CHECK-NEXT:    ret void
define void @phi_with_parameter(i1 %c, ptr %other) {
entry:
  br i1 %c, label %a, label %join
a:
  %p = call ptr @malloc(i64 8)
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ %other, %entry ]
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret void
}

; CHECK-LABEL: define void @select_with_parameter(
; CHECK:         %[[C:.*]] = freeze i1 %c
; CHECK-NEXT:    %origin = select i1 %[[C]], i1 true, i1 false
; CHECK:         br i1 %origin,
; CHECK:         call void @free(ptr %x)
define void @select_with_parameter(i1 %c, ptr %other) {
  %p = call ptr @malloc(i64 8)
  %x = select i1 %c, ptr %p, ptr %other
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret void
}

; Null goes to the heap's arm, where it does nothing.
; CHECK-LABEL: define void @phi_with_parameter_and_null(
; CHECK:         %origin = phi i1 [ true, %a ], [ false, %b ], [ false, %entry ]
define void @phi_with_parameter_and_null(i32 %c, ptr %other) {
entry:
  switch i32 %c, label %join [ i32 0, label %a
                               i32 1, label %b ]
a:
  %p = call ptr @malloc(i64 8)
  br label %join
b:
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ %other, %b ], [ null, %entry ]
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret void
}

; Two edges from one block must bring the same origin.
; CHECK-LABEL: define void @phi_with_a_double_edge(
; CHECK:         %origin = phi i1 [ true, %entry ], [ true, %entry ], [ false, %b ]
define void @phi_with_a_double_edge(i32 %c, ptr %other) {
entry:
  %p = call ptr @malloc(i64 8)
  switch i32 %c, label %join [ i32 0, label %join
                               i32 1, label %b ]
b:
  br label %join
join:
  %x = phi ptr [ %p, %entry ], [ %p, %entry ], [ %other, %b ]
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret void
}

; ... also where the origin is a comparison that is made in that block.
; CHECK-LABEL: define void @phi_with_a_double_edge_out_of_memory(
; CHECK:       entry:
; CHECK:         [[SLOT:%.*]] = icmp eq ptr %y, %p.stack
; CHECK:       join:
; CHECK-NEXT:    %origin = phi i1 [ [[SLOT]], %entry ], [ [[SLOT]], %entry ], [ false, %b ]
define void @phi_with_a_double_edge_out_of_memory(i32 %c, i1 %d, ptr %other) {
entry:
  %local = alloca ptr
  store ptr %other, ptr %local
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %y = load ptr, ptr %local
  switch i32 %c, label %join [ i32 0, label %join
                               i32 1, label %b ]
b:
  br label %join
join:
  %x = phi ptr [ %y, %entry ], [ %y, %entry ], [ %other, %b ]
  call void @free(ptr %x)
  ret void
}

; What the builder would fold has no origin of its own.
; CHECK-LABEL: define void @select_that_folds(
; CHECK:         %x = select i1 false, ptr %p.stack, ptr %other
; CHECK-NEXT:    [[SLOT:%.*]] = icmp eq ptr %x, %p.stack
; CHECK-NEXT:    br i1 [[SLOT]],
define void @select_that_folds(ptr %other) {
  %p = call ptr @malloc(i64 8)
  %x = select i1 false, ptr %p, ptr %other
  call void @free(ptr %x)
  ret void
}

; The pointer goes round a loop.
; CHECK-LABEL: define void @phi_of_a_loop(
; CHECK:       loop:
; CHECK-NEXT:    %origin = phi i1 [ true, %entry ], [ %{{.*}}, %{{.*}} ]
; CHECK-NEXT:    %x = phi ptr [ %p.stack, %entry ], [ %y, %{{.*}} ]
define void @phi_of_a_loop(i32 %n, ptr %other) {
entry:
  %p = call ptr @malloc(i64 8)
  br label %loop
loop:
  %x = phi ptr [ %p, %entry ], [ %y, %loop ]
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  call void @use(ptr %x)
  %swap = icmp eq i32 %i, 7
  %y = select i1 %swap, ptr %other, ptr %x
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %x)
  ret void
}

; A pointer that comes out of memory is compared with every slot that can be meant, not with one of them.
; CHECK-LABEL: define void @out_of_memory(
; CHECK:         %x = load ptr, ptr %local
; CHECK-DAG:     [[A:%.*]] = icmp eq ptr %x, %p.stack
; CHECK-DAG:     [[B:%.*]] = icmp eq ptr %x, %q.stack
; CHECK:         [[SLOT:%.*]] = or i1 [[A]], [[B]]
; CHECK-NEXT:    br i1 [[SLOT]]
; CHECK-NOT:     lifetime.end
; CHECK:         call void @free(ptr %x)
define void @out_of_memory(i32 %c, ptr %other) {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  switch i32 %c, label %third [ i32 0, label %first
                                i32 1, label %second ]
first:
  store ptr %p, ptr %local
  br label %join
second:
  store ptr %q, ptr %local
  br label %join
third:
  store ptr %other, ptr %local
  br label %join
join:
  %x = load ptr, ptr %local
  call void @free(ptr %x)
  ret void
}

; No guard: back to the heap.
; RUN: %opt -passes='escape<no-cleanup;verify;no-guards>' -S %s | %FileCheck --check-prefix=OFF %s
; OFF-LABEL: define void @phi_with_parameter(
; OFF:         call ptr @malloc
; OFF:         call void @free(ptr %x)

; Trap 75: the guard has split blocks, and the clean-up asks for dominators that it must not remember from before.
; RUN: %opt -passes='escape<verify>,verify<domtree>' -disable-output %s
