; RUN: %opt -passes='print<escape>' -disable-output -escape-frame-budget=1000 %s | %FileCheck %s
; Objects share room in the frame only where the one's lifetime surely ends before the other's begins. The free of the
; newest instance ends nothing where an older one may be in the slot, nor where a realloc's result may be in another's slot
; and no marker says that its own is free again (trap 55, trap 115).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; One after the other.
; CHECK-LABEL: function 'one_by_one'
; CHECK: stack 600 bytes
; CHECK: stack 600 bytes
define void @one_by_one() {
  %p = call ptr @malloc(i64 600)
  call void @use(ptr %p)
  call void @free(ptr %p)
  %q = call ptr @malloc(i64 600)
  call void @use(ptr %q)
  call void @free(ptr %q)
  ret void
}

; The older instance is in the slot when the newest, which is on the heap, is freed.
; CHECK-LABEL: function 'older_instance'
; CHECK: stack-or-heap 600 bytes
; CHECK: heap: frame-budget
define void @older_instance(i64 %n, i1 %c) {
entry:
  %kept = alloca ptr
  store ptr null, ptr %kept
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %again ]
  %p = call ptr @malloc(i64 600)
  call void @use(ptr %p)
  %first = icmp eq i64 %i, 0
  br i1 %first, label %keep, label %drop
keep:
  store ptr %p, ptr %kept
  br label %again
drop:
  call void @free(ptr %p)
  br i1 %c, label %other, label %again
other:
  %q = call ptr @malloc(i64 601)
  call void @use(ptr %q)
  %old = load ptr, ptr %kept
  call void @use(ptr %old)
  call void @free(ptr %q)
  br label %again
again:
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  %last = load ptr, ptr %kept
  call void @free(ptr %last)
  ret void
}

; Two slots may be meant by the free, so the lifetime of neither ends there.
; CHECK-LABEL: function 'slot_of_a_realloc'
; CHECK: stack 400 bytes
; CHECK: stack-or-heap 400 bytes
; CHECK: heap: frame-budget
define void @slot_of_a_realloc(i1 %c, i64 %n) {
entry:
  br i1 %c, label %own, label %join
own:
  %p = call ptr @malloc(i64 400)
  br label %join
join:
  %x = phi ptr [ %p, %own ], [ null, %entry ]
  %r = call ptr @realloc(ptr %x, i64 %n)
  call void @use(ptr %r)
  call void @free(ptr %r)
  %q = call ptr @malloc(i64 601)
  call void @use(ptr %q)
  call void @free(ptr %q)
  ret void
}
