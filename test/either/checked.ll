; RUN: %opt -passes='escape<no-cleanup;verify;checked>' -S %s | %FileCheck %s
; In checked mode a handle stands for the slot, and is null as long as nothing was in it. Null is in no slot: a free of it
; is free's, and a realloc of it copies nothing (trap 21, trap 119).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @out_of_memory(
; CHECK:         %old = load ptr, ptr %at
; CHECK-NEXT:    %[[H:.*]] = load ptr, ptr %checked
; CHECK-NEXT:    %[[EQ:.*]] = icmp eq ptr %old, %[[H]]
; CHECK-NEXT:    %[[SOME:.*]] = icmp ne ptr %old, null
; CHECK-NEXT:    %[[IN:.*]] = and i1 %[[EQ]], %[[SOME]]
; The slot may grow, so the memory that stands for it has its size, not the block's.
; CHECK:         call ptr @__escape_checked_place(ptr %checked, i64 256,
; CHECK:         br i1 %[[IN]], label %[[MOVES:.*]], label
; CHECK:       [[MOVES]]:
; CHECK-NEXT:    %[[NEW:.*]] = call ptr @malloc(
; CHECK-NEXT:    %[[FAILED:.*]] = icmp eq ptr %[[NEW]], null
; CHECK:         call void @llvm.memcpy
; What is left behind is revoked unless the move failed.
; CHECK-NEXT:    %[[DONE:.*]] = xor i1 %[[FAILED]], true
; CHECK-NEXT:    %[[GONE:.*]] = select i1 %[[DONE]], ptr %old, ptr null
; CHECK-NEXT:    call void @__escape_checked_freed(ptr %[[GONE]], i32 1)
define void @out_of_memory(i64 %n) {
entry:
  %at = alloca ptr
  store ptr null, ptr %at
  br label %loop
loop:
  %i = phi i64 [ 1, %entry ], [ %next, %loop ]
  %old = load ptr, ptr %at
  %r = call ptr @realloc(ptr %old, i64 %i)
  store ptr %r, ptr %at
  call void @use(ptr %r)
  %next = add i64 %i, 8
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  %last = load ptr, ptr %at
  call void @free(ptr %last)
  ret void
}

; What does not grow has as many bytes as were asked for, so that the first one behind them is noticed.
; CHECK-LABEL: define void @sized(
; CHECK:         %[[N:.*]] = freeze i64 %n
; CHECK:         call ptr @__escape_checked_place(ptr %checked, i64 %[[N]],
; CHECK:         %[[IN:.*]] = zext i1 %fits to i32
; CHECK-NEXT:    call void @__escape_checked_freed(ptr %p, i32 %[[IN]])
; CHECK-NEXT:    br i1 %fits,
define void @sized(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}
