; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; One free for several allocations (trap 21). Where all of them have moved, it vanishes, and since it is not known which
; slot is meant no lifetime ends (trap 40).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @phi_of_two(
; CHECK-DAG:     %p.stack = alloca [8 x i8], align 16
; CHECK-DAG:     %q.stack = alloca [16 x i8], align 16
; CHECK:         %x = phi ptr [ %p.stack, %a ], [ %q.stack, %b ]
; CHECK-NEXT:    call void @use(ptr %x)
; CHECK-NEXT:    ret void
define void @phi_of_two(i1 %c) {
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  br label %join
b:
  %q = call ptr @malloc(i64 16)
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ %q, %b ]
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret void
}

; CHECK-LABEL: define void @select_of_two(
; CHECK:         %x = select i1 %c, ptr %p.stack, ptr %q.stack
; CHECK:         %y = select i1 %c, ptr %q.stack, ptr %p.stack
; CHECK-NOT:     lifetime.end
; CHECK-NOT:     @free
; CHECK:       }
define void @select_of_two(i1 %c) {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %x = select i1 %c, ptr %p, ptr %q
  call void @use(ptr %x)
  call void @free(ptr %x)
  %y = select i1 %c, ptr %q, ptr %p
  call void @free(ptr %y)
  ret void
}

; free(NULL) does nothing, so this is no mixture.
; CHECK-LABEL: define void @phi_with_null(
; CHECK:         %x = phi ptr [ %p.stack, %a ], [ null, %entry ]
; CHECK-NOT:     @free
; CHECK:       }
define void @phi_with_null(i1 %c) {
entry:
  br i1 %c, label %a, label %join
a:
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ null, %entry ]
  call void @free(ptr %x)
  ret void
}

; Trap 76: one variable, two sites, of which one escapes: the other may move only with a guard.
; CHECK-LABEL: define ptr @one_of_two_escapes(
; CHECK:         %q.stack = alloca [8 x i8]
; CHECK:         %p = call ptr @malloc
; CHECK:         %x = phi ptr [ %p, %a ], [ %q.stack, %b ]
; CHECK:         call void @free(ptr %x)
define ptr @one_of_two_escapes(i1 %c, i1 %d) {
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  br i1 %d, label %out, label %join
b:
  %q = call ptr @malloc(i64 8)
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ %q, %b ]
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret ptr null
out:
  ret ptr %p
}
