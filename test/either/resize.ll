; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; RUN: %opt -passes='escape<verify>' -S %s | %FileCheck --check-prefix=CLEAN %s
; A realloc that may be handed a block in a slot: the block stays while it fits, ends when nothing is asked for, moves to
; the heap otherwise, and a block that null asks for begins in a slot of the realloc's own. All slots that one realloc can
; see have one capacity (trap 22, trap 118, trap 119).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; What is copied is the whole slot, never what the new block has; a block that is not there is not written to.
; CHECK-LABEL: define void @known(
; CHECK-NEXT:    %p.stack = alloca [256 x i8], align 16
; CHECK:         %[[N:.*]] = freeze i64 %n
; CHECK-NEXT:    %[[FITS:.*]] = icmp ule i64 %[[N]], 256
; CHECK-NEXT:    %[[SOME:.*]] = icmp ne i64 %[[N]], 0
; CHECK-NEXT:    %[[NONE:.*]] = xor i1 %[[SOME]], true
; CHECK-NEXT:    %[[ENDS:.*]] = and i1 true, %[[NONE]]
; CHECK-NEXT:    %[[BOTH:.*]] = and i1 %[[FITS]], %[[SOME]]
; CHECK-NEXT:    %[[STAYS:.*]] = and i1 true, %[[BOTH]]
; CHECK-NEXT:    %fits = freeze i1 %[[STAYS]]
; CHECK-NEXT:    br i1 %[[STAYS]], label %[[A:.*]], label %[[B:.*]]
; CHECK:       [[B]]:
; CHECK-NEXT:    br i1 %[[ENDS]], label %[[C:.*]], label %[[D:.*]]
; CHECK:       [[D]]:
; CHECK-NEXT:    br i1 true, label %[[E:.*]], label %[[F:.*]]
; CHECK:       [[E]]:
; CHECK-NEXT:    %[[H:.*]] = call ptr @malloc(i64 %[[N]])
; CHECK-NEXT:    %[[FAILED:.*]] = icmp eq ptr %[[H]], null
; CHECK-NEXT:    %[[BYTES:.*]] = select i1 %[[FAILED]], i64 0, i64 256
; CHECK-NEXT:    call void @llvm.memcpy{{.*}}(ptr align 1 %[[H]], ptr align 1 %p.stack, i64 %[[BYTES]], i1 false)
; CHECK:       [[F]]:
; CHECK-NEXT:    %[[R:.*]] = call ptr @realloc(ptr %p.stack, i64 %n)
; CHECK:         %[[X:.*]] = phi ptr [ %[[H]], %[[E]] ], [ %[[R]], %[[F]] ]
; CHECK:         %[[Y:.*]] = phi ptr [ null, %[[C]] ], [ %[[X]], %{{.*}} ]
; CHECK:         %r = phi ptr [ %p.stack, %[[A]] ], [ %[[Y]], %{{.*}} ]
; CHECK-NEXT:    call void @use(ptr %r)
; CHECK-NEXT:    br i1 %fits,
; CHECK:         call void @free(ptr %r)
; What cannot be in the slot any more is not left to realloc.
; CLEAN-LABEL: define void @known(
; CLEAN-NOT:     @realloc
; CLEAN:         ret void
define void @known(i64 %n) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @use(ptr %r)
  call void @free(ptr %r)
  ret void
}

; One that was too large from the start is realloc's.
; CHECK-LABEL: define void @either(
; CHECK:         %[[IN:fits]] = icmp ule i64 %{{.*}}, 256
; CHECK:         br i1 %{{.*}}, label
; CHECK:         br i1 %[[IN]], label %[[MOVES:.*]], label %[[HEAP:.*]]
; CHECK:       [[MOVES]]:
; CHECK-NEXT:    call ptr @malloc(
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    call ptr @realloc(ptr %p, i64 %n)
; CHECK:         br i1 %fits1,
; CHECK:         call void @free(ptr %r)
define void @either(i64 %m, i64 %n) {
  %p = call ptr @malloc(i64 %m)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; What cannot be zero never ends: that is left to the clean-up.
; CHECK-LABEL: define void @nonzero(
; CLEAN-LABEL: define void @nonzero(
; CLEAN-NOT:     icmp eq i64
; CLEAN:         ret void
define void @nonzero(i64 %m) {
  %n = or i64 %m, 1
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; All sizes are constant and the largest is the slot's: nothing is left of the reallocs.
; CHECK-LABEL: define void @within(
; CHECK-NEXT:    %p.stack = alloca [100 x i8], align 16
; CLEAN-LABEL: define void @within(
; CLEAN-NEXT:    %p.stack = alloca [100 x i8], align 16
; CLEAN-NOT:     br
; CLEAN-NOT:     @{{malloc|realloc|free}}
; CLEAN:         ret void
define void @within() {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 100)
  call void @use(ptr %r)
  %s = call ptr @realloc(ptr %r, i64 60)
  call void @use(ptr %s)
  call void @free(ptr %s)
  ret void
}

; Two slots, of 8 and of 400 bytes, in one realloc: both get 400, and so many are copied.
; CHECK-LABEL: define void @meet(
; CHECK-DAG:     %q.stack = alloca [400 x i8]
; CHECK-DAG:     %p.stack = alloca [400 x i8]
; CHECK:         %origin = phi i1 [ true, %a ], [ true, %b ]
; CHECK:         icmp ule i64 %{{.*}}, 400
; CHECK:         select i1 %{{.*}}, i64 0, i64 400
; CHECK:         br i1 %fits, label %[[SKIP:.*]], label
; CHECK:       [[SKIP]]:
; CHECK-NEXT:    br label
define void @meet(i1 %c, i64 %n) {
entry:
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  br label %join
b:
  %q = call ptr @malloc(i64 400)
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ %q, %b ]
  %r = call ptr @realloc(ptr %x, i64 %n)
  call void @use(ptr %r)
  call void @free(ptr %r)
  ret void
}

; Those that do not meet keep their own.
; CHECK-LABEL: define void @apart(
; CHECK-DAG:     %q.stack = alloca [400 x i8]
; CHECK-DAG:     %p.stack = alloca [100 x i8]
define void @apart(i1 %c, i64 %n, i64 %m) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 100)
  call void @free(ptr %r)
  %q = call ptr @malloc(i64 400)
  call void @use(ptr %q)
  %s = call ptr @realloc(ptr %q, i64 300)
  call void @free(ptr %s)
  ret void
}

; From null, in a loop: the realloc's own slot is taken in turns, and free again when the block moves out, but not when
; that fails.
; CHECK-LABEL: define void @grows(
; CHECK:         %r.stack = alloca [256 x i8], align 16
; CHECK:         store i1 false, ptr %busy
; CHECK:       loop:
; CHECK-NEXT:    %origin = phi i1 [ false, %entry ], [ %fits, %{{.*}} ]
; CHECK:         %[[FITS:.*]] = icmp ule i64 %{{.*}}, 256
; CHECK:         %[[NULL:.*]] = icmp eq ptr %old, null
; CHECK-NEXT:    %[[MAY:.*]] = and i1 %[[NULL]], %[[FITS]]
; CHECK-NEXT:    %[[B:.*]] = load i1, ptr %busy
; CHECK-NEXT:    %[[NB:.*]] = xor i1 %[[B]], true
; CHECK-NEXT:    %[[BEGINS:.*]] = and i1 %[[MAY]], %[[NB]]
; CHECK-NEXT:    %[[ANY:.*]] = or i1 %{{.*}}, %[[BEGINS]]
; CHECK-NEXT:    %fits = freeze i1 %[[ANY]]
; CHECK-NEXT:    br i1 %[[BEGINS]], label %[[A:.*]], label
; CHECK:       [[A]]:
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    store i1 true, ptr %busy
; CHECK:         br i1 %origin, label %[[MOVES:.*]], label
; CHECK:       [[MOVES]]:
; CHECK-NEXT:    %[[H:.*]] = call ptr @malloc(
; CHECK-NEXT:    %[[FAILED:.*]] = icmp eq ptr %[[H]], null
; CHECK:         call void @llvm.memcpy
; CHECK-NEXT:    %[[DONE:.*]] = xor i1 %[[FAILED]], true
; CHECK-NEXT:    %[[ENDS:.*]] = and i1 true, %[[DONE]]
; CHECK-NEXT:    %[[C:.*]] = load i1, ptr %busy
; CHECK-NEXT:    %[[STILL:.*]] = xor i1 %[[ENDS]], true
; CHECK-NEXT:    %[[D:.*]] = and i1 %[[C]], %[[STILL]]
; CHECK-NEXT:    store i1 %[[D]], ptr %busy
; CHECK:         %r = phi ptr [ %r.stack, %[[A]] ], [ %{{.*}}, %{{.*}} ]
define void @grows(i64 %n) {
entry:
  br label %loop
loop:
  %old = phi ptr [ null, %entry ], [ %r, %loop ]
  %i = phi i64 [ 1, %entry ], [ %next, %loop ]
  %r = call ptr @realloc(ptr %old, i64 %i)
  call void @use(ptr %r)
  %next = add i64 %i, 8
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %r)
  ret void
}

; Not in a loop there is no turn to wait for. Two slots, so no lifetime ends at the free.
; CHECK-LABEL: define void @begins_once(
; CHECK-NOT:     busy
; CHECK:         %[[NULL:.*]] = icmp eq ptr %x, null
; CHECK-NEXT:    %[[BEGINS:.*]] = and i1 %[[NULL]], %{{.*}}
; CHECK:         br i1 %[[BEGINS]], label %[[A:.*]], label
; CHECK:       [[A]]:
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %r.stack)
; CHECK:         br i1 %fits, label %[[SKIP:.*]], label
; CHECK:       [[SKIP]]:
; CHECK-NEXT:    br label
define void @begins_once(i1 %c, ptr %s, i64 %n) {
entry:
  br i1 %c, label %a, label %join
a:
  %p = call ptr @malloc(i64 8)
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ null, %entry ]
  %r = call ptr @realloc(ptr %x, i64 %n)
  call void @use(ptr %r)
  call void @free(ptr %r)
  ret void
}

; Out of memory, it is compared.
; CHECK-LABEL: define void @in_a_field(
; CHECK:         %old = load ptr, ptr %at
; CHECK-NEXT:    %[[IN:.*]] = icmp eq ptr %old, %r.stack
; CHECK:         br i1 %[[IN]], label %[[MOVES:.*]], label
; CHECK:       [[MOVES]]:
; CHECK-NEXT:    call ptr @malloc(
; CHECK:         %last = load ptr, ptr %at
; CHECK-NEXT:    icmp eq ptr %last, %r.stack
define void @in_a_field(i64 %n) {
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
