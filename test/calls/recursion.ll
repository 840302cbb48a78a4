; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck --check-prefix=IR %s
; Callees that call themselves. A body is read once, whatever the depth of the recursion, so what it makes is many
; objects (trap 124), and what it frees is freed in all depths. The function itself is not followed into (trap 127).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; A list is freed: the copy calls itself.
define internal void @free_list(ptr %list) {
  %end = icmp eq ptr %list, null
  br i1 %end, label %out, label %more
more:
  %next = load ptr, ptr %list
  call void @free(ptr %list)
  call void @free_list(ptr %next)
  br label %out
out:
  ret void
}

; CHECK-LABEL: function 'frees_a_list_stack'
; CHECK: stack 8 bytes
; CHECK: stack 8 bytes
; IR-LABEL: define void @frees_a_list_stack(
; IR:         call void @free_list.escape(ptr %b.stack)
; IR-NEXT:    ret void
define void @frees_a_list_stack() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  store ptr null, ptr %a
  store ptr %a, ptr %b
  call void @free_list(ptr %b)
  ret void
}

; Some of them are others': the addresses of the slots go along.
; CHECK-LABEL: function 'frees_a_mixed_list_stack'
; CHECK: stack 8 bytes
; CHECK: stack 8 bytes
; IR-LABEL: define void @frees_a_mixed_list_stack(
; IR:         call void @free_list.escape.{{[0-9]+}}(ptr %b.stack, ptr %{{[ab]}}.stack, ptr %{{[ab]}}.stack)
define void @frees_a_mixed_list_stack(ptr %others) {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  store ptr %others, ptr %a
  store ptr %a, ptr %b
  call void @free_list(ptr %b)
  ret void
}

; By way of another function no copy of it is made.
define internal void @free_even(ptr %list) {
  %end = icmp eq ptr %list, null
  br i1 %end, label %out, label %more
more:
  %next = load ptr, ptr %list
  call void @free(ptr %list)
  call void @free_odd(ptr %next)
  br label %out
out:
  ret void
}
define internal void @free_odd(ptr %list) {
  %end = icmp eq ptr %list, null
  br i1 %end, label %out, label %more
more:
  %next = load ptr, ptr %list
  call void @free(ptr %list)
  call void @free_even(ptr %next)
  br label %out
out:
  ret void
}

; CHECK-LABEL: function 'frees_by_two'
; CHECK: heap: freed-elsewhere 'free'
; CHECK: heap: freed-elsewhere 'free'
; CHECK: heap: freed-elsewhere 'free'
define void @frees_by_two() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  %c = call ptr @malloc(i64 8)
  store ptr null, ptr %a
  store ptr %a, ptr %b
  store ptr %b, ptr %c
  call void @free_even(ptr %c)
  ret void
}

; What the two only look at can be in the frame.
define internal i32 @sum_even(ptr %list) {
  %end = icmp eq ptr %list, null
  br i1 %end, label %none, label %more
more:
  %next = load ptr, ptr %list
  %rest = call i32 @sum_odd(ptr %next)
  %sum = add i32 %rest, 1
  ret i32 %sum
none:
  ret i32 0
}
define internal i32 @sum_odd(ptr %list) {
  %end = icmp eq ptr %list, null
  br i1 %end, label %none, label %more
more:
  %next = load ptr, ptr %list
  %rest = call i32 @sum_even(ptr %next)
  ret i32 %rest
none:
  ret i32 0
}

; CHECK-LABEL: function 'looked_at_by_two_stack'
; CHECK: stack 8 bytes
define i32 @looked_at_by_two_stack() {
  %a = call ptr @malloc(i64 8)
  store ptr null, ptr %a
  %n = call i32 @sum_even(ptr %a)
  ret i32 %n
}

; One of the depths keeps it, by what it stores in the other's parameter.
@kept = global ptr null
define internal void @keep_deep(ptr %p, i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %keep, label %more
keep:
  store ptr %p, ptr @kept
  ret void
more:
  %m = sub i32 %n, 1
  call void @keep_deep(ptr %p, i32 %m)
  ret void
}

; CHECK-LABEL: function 'kept_in_the_depth'
; CHECK: heap: escapes-to-global 'kept'
define void @kept_in_the_depth(i32 %n) {
  %p = call ptr @malloc(i64 8)
  call void @keep_deep(ptr %p, i32 %n)
  ret void
}

; ... and returns another one, which is the function's own argument in the end.
define internal ptr @last(ptr %p, ptr %q, i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %here, label %more
here:
  ret ptr %p
more:
  %m = sub i32 %n, 1
  %r = call ptr @last(ptr %q, ptr %p, i32 %m)
  ret ptr %r
}

; CHECK-LABEL: function 'found_in_the_depth'
; CHECK: site 2: %p
; CHECK: heap: escapes-to-return
; CHECK: site 3: %q
; CHECK: heap: escapes-to-return
define ptr @found_in_the_depth(i32 %n) {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %r = call ptr @last(ptr %p, ptr %q, i32 %n)
  ret ptr %r
}

; Trap 124: each depth makes an object.
define internal ptr @make_list(i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %none, label %more
more:
  %p = call ptr @malloc(i64 8)
  %m = sub i32 %n, 1
  %rest = call ptr @make_list(i32 %m)
  store ptr %rest, ptr %p
  ret ptr %p
none:
  ret ptr null
}

; CHECK-LABEL: function 'made_in_all_depths'
; CHECK: heap: multiple-instances
define void @made_in_all_depths(i32 %n) {
  %p = call ptr @make_list(i32 %n)
  %rest = load ptr, ptr %p
  ret void
}

; Trap 124: the same below a callee of the one that recurs.
define internal ptr @make_node() {
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}
define internal ptr @make_nodes(i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %none, label %more
more:
  %p = call ptr @make_node()
  %m = sub i32 %n, 1
  %rest = call ptr @make_nodes(i32 %m)
  store ptr %rest, ptr %p
  ret ptr %p
none:
  ret ptr null
}

; CHECK-LABEL: function 'made_below_all_depths'
; CHECK: heap: multiple-instances
define void @made_below_all_depths(i32 %n) {
  %p = call ptr @make_nodes(i32 %n)
  %rest = load ptr, ptr %p
  ret void
}

; Trap 127: the function hands its object to itself. What the inner activation frees is not its own.
; CHECK-LABEL: function 'hands_it_to_itself'
; CHECK: heap: escapes-to-call 'hands_it_to_itself'
define void @hands_it_to_itself(ptr %given, i32 %n) {
  %p = call ptr @malloc(i64 8)
  %end = icmp eq i32 %n, 0
  br i1 %end, label %out, label %more
more:
  %m = sub i32 %n, 1
  call void @hands_it_to_itself(ptr %p, i32 %m)
  br label %out
out:
  call void @free(ptr %given)
  ret void
}

; Trap 127: the same by way of another.
define internal void @calls_back(ptr %p, i32 %n) {
  call void @hands_it_round(ptr %p, i32 %n)
  ret void
}

; CHECK-LABEL: function 'hands_it_round'
; CHECK: heap: escapes-to-call 'hands_it_round'
define void @hands_it_round(ptr %given, i32 %n) {
  %p = call ptr @malloc(i64 8)
  %end = icmp eq i32 %n, 0
  br i1 %end, label %out, label %more
more:
  %m = sub i32 %n, 1
  call void @calls_back(ptr %p, i32 %m)
  br label %out
out:
  call void @free(ptr %given)
  ret void
}

; IR-LABEL: define internal void @free_list.escape(ptr %list) {
; IR:       more:
; IR-NEXT:    %next = load ptr, ptr %list
; IR-NEXT:    call void @free_list.escape(ptr %next)

; IR-LABEL: define internal void @free_list.escape.{{[0-9]+}}(ptr %list, ptr %0, ptr %1) {
; IR:       more:
; IR-NEXT:    %next = load ptr, ptr %list
; IR-DAG:     [[A:%.*]] = icmp eq ptr %list, %0
; IR-DAG:     [[B:%.*]] = icmp eq ptr %list, %1
; IR:         [[ANY:%.*]] = or i1 [[A]], [[B]]
; IR-NEXT:    br i1 [[ANY]],
; IR:         call void @free(ptr %list)
; IR:         call void @free_list.escape.{{[0-9]+}}(ptr %next, ptr %0, ptr %1)
