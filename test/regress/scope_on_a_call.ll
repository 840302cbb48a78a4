; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; A call that reaches the slot through a holder: what it says of scopes was true of each round's own memory only
; (trap 92).
; CHECK-LABEL: define i32 @main(
; CHECK:         %cur.stack = alloca [32 x i8]
; CHECK-NOT:     !alias.scope
; CHECK-NOT:     !noalias
; CHECK:         ret i32
declare ptr @malloc(i64)
declare i32 @printf(ptr, ...)
@fmt = constant [4 x i8] c"%d\0A\00"
define i32 @peek(ptr nocapture readonly %h) noinline memory(read) nounwind willreturn {
  %p = load ptr, ptr %h
  %v = load i32, ptr %p
  ret i32 %v
}
define i32 @main() {
entry:
  %h = alloca ptr
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %next ]
  %prev = phi ptr [ null, %entry ], [ %cur, %next ]
  %z = icmp eq i32 %i, 0
  br i1 %z, label %next, label %read
read:
  store ptr %prev, ptr %h
  %l = call i32 @peek(ptr %h), !alias.scope !2
  br label %next
next:
  %v = phi i32 [ 1, %loop ], [ %l, %read ]
  %big = icmp sgt i32 %v, 2
  %w = select i1 %big, i32 1, i32 9
  %cur = call ptr @malloc(i64 32)
  store i32 %w, ptr %cur, !noalias !2
  %j = add i32 %i, 1
  %c = icmp eq i32 %j, 4
  br i1 %c, label %out, label %loop
out:
  %r0 = load i32, ptr %cur
  %rb = icmp sgt i32 %r0, 2
  %r = select i1 %rb, i32 9, i32 1
  call i32 (ptr, ...) @printf(ptr @fmt, i32 %r)
  ret i32 0
}
!0 = distinct !{!0}
!1 = distinct !{!1, !0}
!2 = !{!1}
