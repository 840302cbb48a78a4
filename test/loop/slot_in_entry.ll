; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 38: a slot in the loop would grow the stack each time round. Trap 39: one in front of the region of a variable array
; is not inside of it.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare ptr @llvm.stacksave.p0()
declare void @llvm.stackrestore.p0(ptr)

; CHECK-LABEL: define void @in_a_loop(
; CHECK-NEXT:  entry:
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    br label %loop
; CHECK:       loop:
; CHECK-NOT:     alloca
; CHECK:         br i1 %more
define void @in_a_loop(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; CHECK-LABEL: define void @beside_a_variable_array(
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    %saved = call ptr @llvm.stacksave
; CHECK-NEXT:    %vla = alloca i8, i64 %n
; CHECK:         call void @llvm.stackrestore
; CHECK-NEXT:    call void @use(ptr %p.stack)
define void @beside_a_variable_array(i64 %n) {
  %saved = call ptr @llvm.stacksave.p0()
  %vla = alloca i8, i64 %n
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %vla)
  call void @llvm.stackrestore.p0(ptr %saved)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}
