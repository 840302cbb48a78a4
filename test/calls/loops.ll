; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-turns %s | %FileCheck --check-prefix=ONE %s
; One live instance, again, where the site is in a callee. What runs again is the call in the function (trap 123); a site
; that one run of the call runs several times has no slot there (trap 124).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare i32 @look(ptr nocapture nofree readonly, ptr nocapture nofree readonly)

define internal ptr @make() noinline {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}

; Past all use when the next is made.
; CHECK-LABEL: function 'settled_stack'
; CHECK: caller-stack 8 bytes, align 16, proof no-escape{{$}}
; ONE-LABEL: function 'settled_stack'
; ONE: caller-stack 8 bytes
define void @settled_stack(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @make()
  call void @use(ptr %p)
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; The older one is used when the next one is there.
; CHECK-LABEL: function 'used_later'
; CHECK: caller-stack 8 bytes, align 16, proof no-escape, in turn
; ONE-LABEL: function 'used_later'
; ONE: heap: multiple-instances
define void @used_later(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @make()
  %same = call i32 @look(ptr %p, ptr %old)
  call void @free(ptr %old)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; Trap 123: no use behind the call, but in it, where the next one may be there already.
define internal ptr @make_like(ptr %old) {
  %new = call ptr @malloc(i64 8)
  %v = load i32, ptr %old
  store i32 %v, ptr %new
  call void @free(ptr %old)
  ret ptr %new
}

; CHECK-LABEL: function 'handed_the_older'
; CHECK: caller-stack 8 bytes, align 16, proof no-escape, in turn
; ONE-LABEL: function 'handed_the_older'
; ONE: site 2
; ONE: heap: multiple-instances
define void @handed_the_older(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @make_like(ptr %old)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; Trap 123: handed memory that holds the older one.
define internal ptr @make_like_content(ptr %box) {
  %new = call ptr @malloc(i64 8)
  %old = load ptr, ptr %box
  %v = load i32, ptr %old
  store i32 %v, ptr %new
  store ptr null, ptr %box
  ret ptr %new
}

; CHECK-LABEL: function 'handed_what_holds_it'
; CHECK: caller-stack 8 bytes, align 16, proof no-escape, in turn
; ONE-LABEL: function 'handed_what_holds_it'
; ONE: heap: multiple-instances
define void @handed_what_holds_it(i32 %n) {
entry:
  %box = alloca ptr
  %inner = alloca ptr
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @make_like_content(ptr %box)
  store ptr %p, ptr %box
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Handed something else.
; CHECK-LABEL: function 'handed_another_stack'
; CHECK: stack 8 bytes
; CHECK: caller-stack 8 bytes, align 16, proof no-escape{{$}}
; ONE-LABEL: function 'handed_another_stack'
; ONE: caller-stack 8 bytes
define void @handed_another_stack(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %first = call ptr @malloc(i64 8)
  %p = call ptr @make_like(ptr %first)
  call void @free(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Trap 124: the callee's own loop makes several.
define internal ptr @make_many(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %list = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @malloc(i64 8)
  store ptr %list, ptr %p
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret ptr %p
}

; CHECK-LABEL: function 'several_in_one_call'
; CHECK: heap: multiple-instances
define void @several_in_one_call(i32 %n) {
  %p = call ptr @make_many(i32 %n)
  %rest = load ptr, ptr %p
  ret void
}

; Trap 124: the loop is around a call in the callee.
define internal ptr @calls_make_often(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %list = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @make()
  store ptr %list, ptr %p
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret ptr %p
}

; CHECK-LABEL: function 'several_below_one_call'
; CHECK: heap: multiple-instances
define void @several_below_one_call(i32 %n) {
  %p = call ptr @calls_make_often(i32 %n)
  %rest = load ptr, ptr %p
  ret void
}

; Two calls are two contexts, with a slot each.
; CHECK-LABEL: function 'two_calls_stack'
; CHECK: caller-stack 8 bytes
; CHECK: caller-stack 8 bytes
define void @two_calls_stack() {
  %p = call ptr @make()
  %q = call ptr @make()
  %same = call i32 @look(ptr %p, ptr %q)
  call void @free(ptr %p)
  call void @free(ptr %q)
  ret void
}
