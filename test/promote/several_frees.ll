; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Any number of frees, on all paths or on some (trap 18). Those of the slot vanish; each exact one ends its lifetime.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @exit(i32) noreturn
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define i32 @each_path(
; CHECK:         %p.stack = alloca
; CHECK:       a:
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    ret i32 1
; CHECK:       b:
; CHECK-NEXT:    call void @use
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    ret i32 2
define i32 @each_path(i1 %c) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  br i1 %c, label %a, label %b
a:
  call void @free(ptr %p)
  ret i32 1
b:
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret i32 2
}

; Not freed where the process ends: no leak to speak of.
; CHECK-LABEL: define i32 @exit_path(
; CHECK:         %p.stack = alloca
; CHECK:       bad:
; CHECK-NEXT:    call void @exit(i32 1)
; CHECK-NOT:     @free
; CHECK:       }
define i32 @exit_path(i1 %c) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  br i1 %c, label %bad, label %good
bad:
  call void @exit(i32 1)
  unreachable
good:
  call void @free(ptr %p)
  ret i32 0
}

; Leaked on one path: the frame reclaims it.
; CHECK-LABEL: define i32 @leaked_path(
; CHECK:         %p.stack = alloca
; CHECK-NOT:     @free
; CHECK:       }
define i32 @leaked_path(i1 %c) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  br i1 %c, label %a, label %b
a:
  ret i32 1
b:
  call void @free(ptr %p)
  ret i32 0
}

; Two objects whose frees cross.
; CHECK-LABEL: define void @crossed(
; CHECK-DAG:     %p.stack = alloca [8 x i8]
; CHECK-DAG:     %q.stack = alloca [16 x i8]
; CHECK:         call void @llvm.lifetime.end.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    call void @use(ptr %q.stack)
; CHECK-NEXT:    call void @llvm.lifetime.end.p0({{.*}}ptr %q.stack)
define void @crossed() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 16)
  call void @use(ptr %p)
  call void @free(ptr %p)
  call void @use(ptr %q)
  call void @free(ptr %q)
  ret void
}

; Linked to each other, through memory.
; CHECK-LABEL: define void @linked(
; CHECK:         store ptr %q.stack, ptr %p.stack
; CHECK:         store ptr %p.stack, ptr %q.stack
; CHECK-NOT:     @free
; CHECK:       }
define void @linked() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  store ptr %q, ptr %p
  store ptr %p, ptr %q
  %again = load ptr, ptr %p
  call void @free(ptr %again)
  call void @free(ptr %p)
  ret void
}
