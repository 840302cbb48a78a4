; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; The bare rewrite: a slot in the entry block, untyped (trap 68), aligned as malloc does (trap 53), its lifetime from the
; allocation to the free. The null check is left for later passes to fold.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define i32 @straight(
; CHECK-NEXT:    %p.stack = alloca [20 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{(i64 20, )?}}ptr %p.stack)
; CHECK-NEXT:    store i32 1, ptr %p.stack, align 4
; CHECK-NEXT:    %v = load i32, ptr %p.stack, align 4
; CHECK-NEXT:    call void @llvm.lifetime.end.p0({{(i64 20, )?}}ptr %p.stack)
; CHECK-NEXT:    ret i32 %v
define i32 @straight() {
  %p = call ptr @malloc(i64 20)
  store i32 1, ptr %p
  %v = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %v
}

; CHECK-LABEL: define i32 @null_check(
; CHECK:         %null = icmp eq ptr %p.stack, null
; CHECK:         br i1 %null, label %failed, label %good
; CHECK-NOT:     @free
; CHECK:       }
define i32 @null_check() {
  %p = call ptr @malloc(i64 8)
  %null = icmp eq ptr %p, null
  br i1 %null, label %failed, label %good
failed:
  ret i32 1
good:
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret i32 0
}

; The slot is in the entry block, its lifetime begins where the call was.
; CHECK-LABEL: define void @in_a_branch(
; CHECK-NEXT:  entry:
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    br i1 %c, label %a, label %b
; CHECK:       a:
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    call void @use(ptr %p.stack)
; CHECK-NEXT:    call void @llvm.lifetime.end.p0({{.*}}ptr %p.stack)
define void @in_a_branch(i1 %c) {
entry:
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  br label %b
b:
  ret void
}

; A call without a name gives a slot without much of one.
; CHECK-LABEL: define void @nameless(
; CHECK:         alloca [8 x i8], align 16
; CHECK-NOT:     @malloc
; CHECK:       }
define void @nameless() {
  %1 = call ptr @malloc(i64 8)
  call void @use(ptr %1)
  ret void
}
