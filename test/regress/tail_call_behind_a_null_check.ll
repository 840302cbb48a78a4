; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='escape<verify>' -S %s | %FileCheck --check-prefix=TAIL %s
; What LLVM takes for a capture is also any comparison, of which that with null folds only where the pointer is the
; slot's and nothing else, and a free that keeps its call behind a guard. `even` and `odd` ran out of stack (trap 121).

target triple = "x86_64-unknown-linux-gnu"

declare noalias ptr @malloc(i64)
declare void @free(ptr nocapture)
declare void @abort() noreturn
declare void @use(ptr nocapture nofree)
declare void @my_free(ptr allocptr) allockind("free") "alloc-family"="mine" nounwind
declare noalias ptr @my_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine" nounwind

; CHECK-LABEL: function 'even'
; CHECK: heap: tail-call
; TAIL-LABEL: define i32 @even(
; TAIL:         tail call i32 @odd(
define i32 @even(i32 %n, i64 %s) {
  %p = call ptr @malloc(i64 %s)
  %none = icmp eq ptr %p, null
  br i1 %none, label %fails, label %on
on:
  call void @use(ptr %p)
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %m = add i32 %n, %v
  %r = tail call i32 @odd(i32 %m, i64 %s)
  ret i32 %r
fails:
  call void @abort()
  unreachable
}

; Nothing to fold, and the free is known to keep nothing.
; CHECK-LABEL: function 'odd'
; CHECK: stack-or-heap 64 bytes
; TAIL-LABEL: define i32 @odd(
; TAIL:         tail call i32 @constant(
define i32 @odd(i32 %n, i64 %s) {
  %p = call ptr @malloc(i64 %s)
  call void @use(ptr %p)
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %m = add i32 %n, %v
  %r = tail call i32 @constant(i32 %m, i64 %s)
  ret i32 %r
}

; The check of what surely is a slot goes.
; CHECK-LABEL: function 'constant'
; CHECK: stack 8 bytes
; TAIL-LABEL: define i32 @constant(
; TAIL:         tail call i32 @merged(
define i32 @constant(i32 %n, i64 %s) {
  %p = call ptr @malloc(i64 8)
  %none = icmp eq ptr %p, null
  br i1 %none, label %fails, label %on
on:
  call void @use(ptr %p)
  %v = load i32, ptr %p
  call void @free(ptr %p)
  %m = add i32 %n, %v
  %r = tail call i32 @merged(i32 %m, i64 %s, ptr null)
  ret i32 %r
fails:
  call void @abort()
  unreachable
}

; But not where it may be another block.
; CHECK-LABEL: function 'merged'
; CHECK: heap: tail-call
; TAIL-LABEL: define i32 @merged(
; TAIL:         tail call i32 @users(
define i32 @merged(i32 %n, i64 %s, ptr %other) {
entry:
  %c = icmp eq i64 %s, 0
  br i1 %c, label %own, label %join
own:
  %p = call ptr @malloc(i64 8)
  br label %join
join:
  %x = phi ptr [ %p, %own ], [ %other, %entry ]
  %none = icmp eq ptr %x, null
  br i1 %none, label %fails, label %on
on:
  call void @use(ptr %x)
  %v = load i32, ptr %x
  call void @free(ptr %x)
  %m = add i32 %n, %v
  %r = tail call i32 @users(i32 %m, i64 %s)
  ret i32 %r
fails:
  call void @abort()
  unreachable
}

; A free that says nothing of captures, and stays behind a guard.
; CHECK-LABEL: function 'users'
; CHECK: heap: tail-call
; TAIL-LABEL: define i32 @users(
; TAIL:         tail call i32 @even(
define i32 @users(i32 %n, i64 %s) {
  %p = call ptr @my_alloc(i64 %s)
  call void @use(ptr %p)
  %v = load i32, ptr %p
  call void @my_free(ptr %p)
  %m = add i32 %n, %v
  %r = tail call i32 @even(i32 %m, i64 %s)
  ret i32 %r
}
