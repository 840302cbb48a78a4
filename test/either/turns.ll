; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Where several instances may be alive, a slot serves one at a time: taken when an instance is put there, free again when
; that instance is freed and no other (trap 36, trap 115).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @previous(
; CHECK-NEXT:  entry:
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    %busy = alloca i1
; CHECK-NEXT:    store i1 false, ptr %busy
; CHECK:       loop:
; CHECK-NEXT:    %origin = phi i1 [ false, %entry ], [ %fits, %{{.*}} ]
; CHECK:         %[[B:.*]] = load i1, ptr %busy
; CHECK-NEXT:    %[[N:.*]] = xor i1 %[[B]], true
; CHECK-NEXT:    %fits = and i1 true, %[[N]]
; CHECK-NEXT:    br i1 %fits, label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    store i1 true, ptr %busy
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    call ptr @malloc(i64 8)
; CHECK-NEXT:    br
; CHECK:         br i1 %origin, label %[[SKIP:.*]], label %[[FREE:.*]]
; CHECK:       [[SKIP]]:
; CHECK-NEXT:    %[[C:.*]] = load i1, ptr %busy
; CHECK-NEXT:    %[[D:.*]] = and i1 %[[C]], false
; CHECK-NEXT:    store i1 %[[D]], ptr %busy
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    br
; CHECK:       [[FREE]]:
; CHECK-NEXT:    call void @free(ptr %old)
; CHECK:       out:
; CHECK-NEXT:    br i1 %fits,
define void @previous(i64 %n) {
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

; Of unknown size besides.
; CHECK-LABEL: define void @unknown(
; CHECK:       loop:
; CHECK-NEXT:    %origin = phi i1 [ false, %entry ], [ %[[BOTH:.*]], %{{.*}} ]
; CHECK:         %fits = icmp ule i64 %{{.*}}, 256
; CHECK:         %[[B:.*]] = load i1, ptr %busy
; CHECK-NEXT:    %[[N:.*]] = xor i1 %[[B]], true
; CHECK-NEXT:    %[[BOTH]] = and i1 %fits, %[[N]]
; CHECK-NEXT:    br i1 %[[BOTH]],
define void @unknown(i64 %n) {
entry:
  br label %loop
loop:
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 %i)
  call void @use(ptr %p)
  call void @free(ptr %old)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; Out of memory, and of two sites: each slot is free again only if it is the one. No lifetime can end there.
; CHECK-LABEL: define void @two_sites(
; CHECK:         %y = load ptr, ptr %at
; CHECK:         br i1 %{{.*}}, label %[[SKIP:.*]], label %[[FREE:.*]]
; CHECK:       [[SKIP]]:
; CHECK-NEXT:    %[[P:.*]] = icmp eq ptr %y, %p.stack
; CHECK-NEXT:    %[[B:.*]] = load i1, ptr %[[BUSY:.*]], align
; CHECK-NEXT:    %[[NP:.*]] = xor i1 %[[P]], true
; CHECK-NEXT:    %[[C:.*]] = and i1 %[[B]], %[[NP]]
; CHECK-NEXT:    store i1 %[[C]], ptr %[[BUSY]]
; CHECK-NEXT:    %[[Q:.*]] = icmp eq ptr %y, %q.stack
; CHECK-NEXT:    %[[D:.*]] = load i1, ptr %[[BUSY2:.*]], align
; CHECK-NEXT:    %[[NQ:.*]] = xor i1 %[[Q]], true
; CHECK-NEXT:    %[[E:.*]] = and i1 %[[D]], %[[NQ]]
; CHECK-NEXT:    store i1 %[[E]], ptr %[[BUSY2]]
; CHECK-NEXT:    br
; CHECK:       [[FREE]]:
; CHECK-NEXT:    call void @free(ptr %y)
define void @two_sites(i64 %n, i1 %c) {
entry:
  %at = alloca ptr
  store ptr null, ptr %at
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %again ]
  br i1 %c, label %one, label %other
one:
  %p = call ptr @malloc(i64 %i)
  br label %again
other:
  %q = call ptr @malloc(i64 16)
  br label %again
again:
  %x = phi ptr [ %p, %one ], [ %q, %other ]
  call void @use(ptr %x)
  %y = load ptr, ptr %at
  call void @use(ptr %y)
  call void @free(ptr %y)
  store ptr %x, ptr %at
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}
