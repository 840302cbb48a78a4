; RUN: %opt -passes='print<escape>' -disable-output -escape-no-turns %s | %FileCheck %s
; 0 as the result of posix_memalign means that there is a block, where a null pointer means that there is none
; (trap 85).

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare i32 @posix_memalign(ptr, i64, i64)
declare void @abort() noreturn

; if (posix_memalign(&p, 16, 64)) abort(); g = p;
; CHECK-LABEL: function 'escapes_where_it_succeeds'
; CHECK: heap: escapes-to-global 'g'
define void @escapes_where_it_succeeds() {
  %out = alloca ptr
  %r = call i32 @posix_memalign(ptr %out, i64 16, i64 64)
  %good = icmp eq i32 %r, 0
  br i1 %good, label %use, label %failed
use:
  %p = load ptr, ptr %out
  store ptr %p, ptr @g
  ret void
failed:
  call void @abort()
  unreachable
}

; A list: every instance is alive at the end (trap 36).
; CHECK-LABEL: function 'list'
; CHECK: heap: multiple-instances
define i64 @list(i64 %n) {
entry:
  %out = alloca ptr
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %linked ]
  %head = phi ptr [ null, %entry ], [ %p, %linked ]
  %r = call i32 @posix_memalign(ptr %out, i64 16, i64 64)
  %good = icmp eq i32 %r, 0
  br i1 %good, label %linked, label %failed
linked:
  %p = load ptr, ptr %out
  store ptr %head, ptr %p
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %walk
walk:
  %at = phi ptr [ %p, %linked ], [ %after, %walk ]
  %count = phi i64 [ 0, %linked ], [ %counted, %walk ]
  %counted = add i64 %count, 1
  %after = load ptr, ptr %at
  %end = icmp eq ptr %after, null
  br i1 %end, label %out.of.it, label %walk
out.of.it:
  ret i64 %counted
failed:
  ret i64 -1
}

; The only path that returns with a block is the one that succeeds.
; CHECK-LABEL: function 'leaks_where_it_succeeds'
; CHECK: stack 64 bytes, align 16, proof no-escape, leaks
define i32 @leaks_where_it_succeeds() {
  %out = alloca ptr
  %r = call i32 @posix_memalign(ptr %out, i64 16, i64 64)
  %good = icmp eq i32 %r, 0
  br i1 %good, label %use, label %failed
use:
  ret i32 0
failed:
  call void @abort()
  unreachable
}
