; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; One instance at a time: by the time the site runs again nobody can reach the older one (traps 36 to 38). That is a
; proof, not "it is not in a loop".

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare i1 @condition()

; CHECK-LABEL: function 'freed_each_time_round_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @freed_each_time_round_stack(i32 %n) {
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

; Never freed, but not used either once the next one is there.
; CHECK-LABEL: function 'forgotten_each_time_round_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape, leaks
define void @forgotten_each_time_round_stack(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; The last instance is used behind the loop.
; CHECK-LABEL: function 'last_one_is_used_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i8 @last_one_is_used_stack(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  %v = load i8, ptr %p
  call void @free(ptr %p)
  ret i8 %v
}

; A loop by goto, with two ways in.
; CHECK-LABEL: function 'irreducible_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @irreducible_stack(i1 %c) {
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  br label %b
b:
  %more = call i1 @condition()
  br i1 %more, label %a, label %out
out:
  ret void
}

; Kept in a local that is overwritten each time before it is read.
; CHECK-LABEL: function 'in_a_local_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @in_a_local_stack(i32 %n) {
entry:
  %local = alloca ptr
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %q = load ptr, ptr %local
  call void @use(ptr %q)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Two objects that point to each other, both new each time round.
; CHECK-LABEL: function 'linked_pair_stack'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
; CHECK: %q = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
define void @linked_pair_stack(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  store ptr %q, ptr %p
  store ptr %p, ptr %q
  %r = load ptr, ptr %p
  call void @reads_number(ptr %r)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; A local whose life ends with the round takes its contents along.
; CHECK-LABEL: function 'in_a_local_of_the_round_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @in_a_local_of_the_round_stack(i32 %n) {
entry:
  %local = alloca ptr
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  call void @llvm.lifetime.start.p0(i64 8, ptr %local)
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  call void @reads_number(ptr %local)
  call void @llvm.lifetime.end.p0(i64 8, ptr %local)
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Freed on the path that goes round, used up on the path that leaves.
; CHECK-LABEL: function 'break_and_continue_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i32 @break_and_continue_stack() {
entry:
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  %found = call i1 @condition()
  br i1 %found, label %break, label %continue
continue:
  call void @free(ptr %p)
  br label %loop
break:
  %v = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %v
}

; The inner loop uses the object of the outer one.
; CHECK-LABEL: function 'nested_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @nested_stack(i32 %n) {
entry:
  br label %outer
outer:
  %p = call ptr @malloc(i64 8)
  br label %inner
inner:
  call void @use(ptr %p)
  %again = call i1 @condition()
  br i1 %again, label %inner, label %done
done:
  call void @free(ptr %p)
  %more = call i1 @condition()
  br i1 %more, label %outer, label %out
out:
  ret void
}

; Behind a loop is not in it.
; CHECK-LABEL: function 'behind_a_loop_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @behind_a_loop_stack() {
entry:
  br label %loop
loop:
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  ret void
}

declare void @reads_number(ptr nocapture) nounwind memory(argmem: read)
declare void @llvm.lifetime.start.p0(i64, ptr nocapture)
declare void @llvm.lifetime.end.p0(i64, ptr nocapture)

; -escape-no-loops: none of those in a loop.
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-loops %s | %FileCheck --check-prefix=OFF %s
; OFF-LABEL: function 'freed_each_time_round_stack'
; OFF: heap: policy -escape-no-loops
; OFF-LABEL: function 'behind_a_loop_stack'
; OFF: stack 8 bytes
