; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Proof B: the pointer is captured, but the object is freed by this activation on every way out, and until then nothing
; runs that could see it (traps 43, 44, 64). A copy that others hold cannot be used after that.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64) nounwind willreturn
declare void @free(ptr) nounwind willreturn
declare void @_exit(i32) noreturn nounwind
declare void @quiet() nounwind willreturn nofree nosync memory(readwrite, inaccessiblemem: none)
declare i64 @strlen(ptr)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

; CHECK-LABEL: function 'captured_and_freed_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define void @captured_and_freed_stack() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  store i8 1, ptr %p
  call void @free(ptr %p)
  ret void
}

; Each path has its own free.
; CHECK-LABEL: function 'freed_on_both_paths_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define i32 @freed_on_both_paths_stack(i1 %c) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  br i1 %c, label %a, label %b
a:
  call void @free(ptr %p)
  ret i32 1
b:
  call void @free(ptr %p)
  ret i32 2
}

; Where it is null it was never allocated.
; CHECK-LABEL: function 'freed_unless_null_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define i32 @freed_unless_null_stack() {
  %p = call ptr @malloc(i64 8)
  %null = icmp eq ptr %p, null
  br i1 %null, label %failed, label %good
failed:
  ret i32 1
good:
  store ptr %p, ptr @g
  call void @free(ptr %p)
  ret i32 0
}

; The other spelling of the test.
; CHECK-LABEL: function 'freed_if_not_null_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define void @freed_if_not_null_stack() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %some = icmp ne ptr %p, null
  br i1 %some, label %good, label %out
good:
  call void @free(ptr %p)
  br label %out
out:
  ret void
}

; _exit runs nothing of the program.
; CHECK-LABEL: function 'or_exits_at_once_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define void @or_exits_at_once_stack(i1 %c) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  br i1 %c, label %bad, label %good
bad:
  call void @_exit(i32 1)
  unreachable
good:
  call void @free(ptr %p)
  ret void
}

; Calls that come back, free nothing and let no other thread in.
; CHECK-LABEL: function 'harmless_calls_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define void @harmless_calls_stack() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @llvm.memset.p0.i64(ptr %p, i8 0, i64 8, i1 false)
  call void @quiet()
  %n = call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  ret void
}

; The bitwise same pointer, by casts.
; CHECK-LABEL: function 'freed_under_another_name_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define void @freed_under_another_name_stack() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = freeze ptr %p
  %r = getelementptr i8, ptr %q, i64 0
  call void @free(ptr %r)
  ret void
}

; Another object comes and goes in between.
; CHECK-LABEL: function 'with_another_object_stack'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes, align 16, proof must-free
; CHECK: %q = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
define void @with_another_object_stack() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  %q = call ptr @malloc(i64 8)
  store i8 1, ptr %q
  call void @free(ptr %q)
  call void @free(ptr %p)
  ret void
}

; What runs before the allocation and after the free does not matter.
; CHECK-LABEL: function 'strangers_outside_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define void @strangers_outside_stack() {
  call void @stranger()
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @free(ptr %p)
  call void @stranger()
  ret void
}

; A new instance each time round, and none of the old.
; CHECK-LABEL: function 'in_a_loop_stack'
; CHECK: stack 8 bytes, align 16, proof must-free
define void @in_a_loop_stack(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

declare void @stranger()
