; RUN: %opt -passes='print<escape>' -disable-output -escape-no-turns %s | %FileCheck %s
; Objects that hold objects, in a loop: a field that is overwritten each time round forgets the old pointer, if the
; object with the field is one (trap 36).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare void @sums(ptr nocapture) nounwind memory(read)
declare i1 @condition()

; holder->field = malloc(8), each round, and read after that.
; CHECK-LABEL: function 'field_of_one_object_stack'
; CHECK: %holder = call
; CHECK-NEXT: stack 16 bytes
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
define void @field_of_one_object_stack() {
entry:
  %holder = call ptr @malloc(i64 16)
  %field = getelementptr i8, ptr %holder, i64 8
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %field
  %q = load ptr, ptr %field
  call void @use(ptr %q)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; The field beside it is overwritten.
; CHECK-LABEL: function 'other_field_is_overwritten'
; CHECK: %p = call
; CHECK-NEXT: heap: multiple-instances
define void @other_field_is_overwritten() {
entry:
  %holder = call ptr @malloc(i64 16)
  %field = getelementptr i8, ptr %holder, i64 8
  store ptr null, ptr %field
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  store ptr null, ptr %holder
  %old = load ptr, ptr %field
  call void @sums(ptr %old)
  store ptr %p, ptr %field
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; The holder is one of many: overwriting the field of one leaves those of the others.
; CHECK-LABEL: function 'field_of_one_of_many'
; CHECK: %holder = call
; CHECK-NEXT: heap: multiple-instances
; CHECK: %p = call
; CHECK-NEXT: heap: multiple-instances
define void @field_of_one_of_many() {
entry:
  br label %loop
loop:
  %prev = phi ptr [ null, %entry ], [ %holder, %loop ]
  %holder = call ptr @malloc(i64 16)
  %p = call ptr @malloc(i64 8)
  store ptr %prev, ptr %holder
  %field = getelementptr i8, ptr %holder, i64 8
  store ptr %p, ptr %field
  %more = call i1 @condition()
  br i1 %more, label %loop, label %walk
walk:
  %at = load ptr, ptr %holder
  %its = getelementptr i8, ptr %at, i64 8
  %old = load ptr, ptr %its
  call void @use(ptr %old)
  ret void
}

; A new holder each round, and a new object in it; both are dead by the next.
; CHECK-LABEL: function 'holder_of_the_round_stack'
; CHECK: %holder = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
define void @holder_of_the_round_stack() {
entry:
  br label %loop
loop:
  %holder = call ptr @malloc(i64 8)
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %holder
  %q = load ptr, ptr %holder
  call void @sums(ptr %q)
  call void @free(ptr %p)
  call void @free(ptr %holder)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; free(holder->field); holder->field = malloc(8): the old one is freed, but through memory.
; CHECK-LABEL: function 'field_is_renewed_stack'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
define void @field_is_renewed_stack() {
entry:
  %holder = call ptr @malloc(i64 8)
  store ptr null, ptr %holder
  br label %loop
loop:
  %old = load ptr, ptr %holder
  call void @free(ptr %old)
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %holder
  call void @sums(ptr %p)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Copied elsewhere first.
; CHECK-LABEL: function 'field_is_copied'
; CHECK: %p = call
; CHECK-NEXT: heap: multiple-instances
define void @field_is_copied() {
entry:
  %holder = call ptr @malloc(i64 8)
  %copy = alloca ptr
  store ptr null, ptr %holder
  store ptr null, ptr %copy
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  %old = load ptr, ptr %copy
  call void @sums(ptr %old)
  store ptr %p, ptr %holder
  call void @llvm.memcpy.p0.p0.i64(ptr %copy, ptr %holder, i64 8, i1 false)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; memset forgets as well as a store.
; CHECK-LABEL: function 'field_is_cleared_stack'
; CHECK: %p = call
; CHECK-NEXT: stack 8 bytes, align 16, proof no-escape
define void @field_is_cleared_stack() {
entry:
  %holder = alloca [16 x i8]
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  call void @llvm.memset.p0.i64(ptr %holder, i8 0, i64 16, i1 false)
  %old = load ptr, ptr %holder
  call void @sums(ptr %old)
  store ptr %p, ptr %holder
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
