; RUN: %opt -passes='print<escape>' -disable-output -escape-no-turns %s | %FileCheck %s
; Traps 36 and 6: an older instance is still reachable, used, compared or freed when the site runs again.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare i1 @condition()

; CHECK-LABEL: function 'list'
; CHECK: heap: multiple-instances
define void @list(i32 %n) {
entry:
  br label %loop
loop:
  %head = phi ptr [ null, %entry ], [ %p, %loop ]
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 16)
  store ptr %head, ptr %p
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %walk
walk:
  %at = phi ptr [ %p, %loop ], [ %after, %walk ]
  %after = load ptr, ptr %at
  call void @free(ptr %at)
  %end = icmp eq ptr %after, null
  br i1 %end, label %out, label %walk
out:
  ret void
}

; Last round's object is read in this round.
; CHECK-LABEL: function 'previous_is_read'
; CHECK: heap: multiple-instances
define void @previous_is_read(ptr %first) {
entry:
  br label %loop
loop:
  %prev = phi ptr [ %first, %entry ], [ %p, %loop ]
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  %v = load i8, ptr %prev
  %more = icmp ne i8 %v, 0
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Read before the new one is made: one slot would do.
; CHECK-LABEL: function 'previous_is_read_before_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @previous_is_read_before_stack(ptr %first) {
entry:
  br label %loop
loop:
  %prev = phi ptr [ %first, %entry ], [ %p, %loop ]
  %v = load i8, ptr %prev
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  %more = icmp ne i8 %v, 0
  br i1 %more, label %loop, label %out
out:
  ret void
}

; In one slot the two would be equal.
; CHECK-LABEL: function 'previous_is_compared'
; CHECK: heap: multiple-instances
define i1 @previous_is_compared() {
entry:
  br label %loop
loop:
  %prev = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @malloc(i64 8)
  %same = icmp eq ptr %p, %prev
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret i1 %same
}

; Compared as a number.
; CHECK-LABEL: function 'previous_address_is_compared'
; CHECK: heap: multiple-instances
define i1 @previous_address_is_compared() {
entry:
  br label %loop
loop:
  %prev = phi i64 [ 0, %entry ], [ %i, %loop ]
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %same = icmp eq i64 %i, %prev
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret i1 %same
}

; Freed one round later: its lifetime would end in the middle of that of the next.
; CHECK-LABEL: function 'previous_is_freed'
; CHECK: heap: multiple-instances
define void @previous_is_freed() {
entry:
  br label %loop
loop:
  %prev = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @free(ptr %prev)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; Kept in a local that is read before it is overwritten.
; CHECK-LABEL: function 'previous_is_in_a_local'
; CHECK: heap: multiple-instances
define void @previous_is_in_a_local() {
entry:
  %local = alloca ptr
  store ptr null, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  %prev = load ptr, ptr %local
  call void @use(ptr %prev)
  store ptr %p, ptr %local
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Read by an atomic operation that changes nothing.
; CHECK-LABEL: function 'previous_is_read_atomically'
; CHECK: heap: multiple-instances
define void @previous_is_read_atomically() {
entry:
  %local = alloca ptr
  store ptr null, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  %prev = atomicrmw or ptr %local, i64 0 seq_cst
  %same = icmp eq i64 %prev, 0
  store ptr %p, ptr %local
  br i1 %same, label %loop, label %out
out:
  ret void
}

; Half of the local is overwritten; the other half still has a part of the old pointer.
; CHECK-LABEL: function 'partly_overwritten'
; CHECK: heap: multiple-instances
define i32 @partly_overwritten() {
entry:
  %local = alloca ptr
  %high = getelementptr i8, ptr %local, i64 4
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  store i32 0, ptr %local
  %half = load i32, ptr %high
  store ptr %p, ptr %local
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret i32 0
}

; Overwritten on one path only.
; CHECK-LABEL: function 'sometimes_overwritten'
; CHECK: heap: multiple-instances
define void @sometimes_overwritten(i1 %c) {
entry:
  %local = alloca ptr
  store ptr null, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %store, label %join
store:
  store ptr %p, ptr %local
  br label %join
join:
  %q = load ptr, ptr %local
  call void @use(ptr %q)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Handed on by a phi behind the site, and by nothing else.
; CHECK-LABEL: function 'previous_or_this'
; CHECK: heap: multiple-instances
define void @previous_or_this(i1 %c) {
entry:
  br label %loop
loop:
  %x = phi ptr [ null, %entry ], [ %p, %join ]
  %p = call ptr @malloc(i64 8)
  br i1 %c, label %this, label %join
this:
  br label %join
join:
  %y = phi ptr [ %x, %loop ], [ %p, %this ]
  call void @use(ptr %y)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Overwritten here or elsewhere.
; CHECK-LABEL: function 'perhaps_overwritten'
; CHECK: heap: multiple-instances
define void @perhaps_overwritten(i1 %c) {
entry:
  %local = alloca ptr
  %other = alloca ptr
  store ptr null, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  %at = select i1 %c, ptr %local, ptr %other
  store ptr null, ptr %at
  %old = load ptr, ptr %local
  call void @use(ptr %old)
  store ptr %p, ptr %local
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; As far as it goes, which may be nowhere.
; CHECK-LABEL: function 'cleared_as_far_as_asked'
; CHECK: heap: multiple-instances
define void @cleared_as_far_as_asked(i64 %n) {
entry:
  %local = alloca ptr
  store ptr null, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  call void @llvm.memset.p0.i64(ptr %local, i8 0, i64 %n, i1 false)
  %old = load ptr, ptr %local
  call void @use(ptr %old)
  store ptr %p, ptr %local
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Copied to where the copy of the round before has been overwritten.
; CHECK-LABEL: function 'copied_after_all'
; CHECK: heap: multiple-instances
define void @copied_after_all() {
entry:
  %local = alloca ptr
  %copy = alloca ptr
  store ptr null, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  store ptr null, ptr %copy
  call void @llvm.memcpy.p0.p0.i64(ptr %copy, ptr %local, i64 8, i1 false)
  %old = load ptr, ptr %copy
  call void @use(ptr %old)
  store ptr %p, ptr %local
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; A holder of its own for each, and the one of the round before is still there: its field is not overwritten, nor is its
; memory new.
; CHECK-LABEL: function 'each_in_a_holder'
; CHECK: %p = call
; CHECK-NEXT: heap: multiple-instances
; CHECK: %holder = call
; CHECK-NEXT: heap: multiple-instances
define void @each_in_a_holder() {
entry:
  %first = alloca ptr
  %local = alloca ptr
  store ptr null, ptr %first
  store ptr %first, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  %holder = call ptr @malloc(i64 8)
  store ptr %p, ptr %holder
  %old = load ptr, ptr %local
  store ptr %holder, ptr %local
  %q = load ptr, ptr %old
  call void @use(ptr %q)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; Used where an exception arrives (trap 46).
; CHECK-LABEL: function 'previous_is_used_by_a_landing_pad'
; CHECK: heap: multiple-instances
define void @previous_is_used_by_a_landing_pad() personality ptr @__gxx_personality_v0 {
entry:
  br label %loop
loop:
  %prev = phi ptr [ null, %entry ], [ %p, %next ]
  %p = call ptr @malloc(i64 8)
  %more = invoke i1 @condition() to label %next unwind label %pad
next:
  br i1 %more, label %loop, label %out
pad:
  %e = landingpad { ptr, i32 } cleanup
  call void @use(ptr %prev)
  resume { ptr, i32 } %e
out:
  ret void
}

declare i32 @__gxx_personality_v0(...)

; All of them, in an array.
; CHECK-LABEL: function 'array'
; CHECK: heap: multiple-instances
define i8 @array() {
entry:
  %array = alloca [8 x ptr]
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  %at = getelementptr [8 x ptr], ptr %array, i64 0, i64 %i
  store ptr %p, ptr %at
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, 8
  br i1 %more, label %loop, label %out
out:
  %first = load ptr, ptr %array
  %v = load i8, ptr %first
  ret i8 %v
}

; A ring of two: the old instance is reached through the new one of the other.
; CHECK-LABEL: function 'ring'
; CHECK: heap: multiple-instances
define void @ring() {
entry:
  %first = call ptr @malloc(i64 16)
  store ptr %first, ptr %first
  br label %loop
loop:
  %p = call ptr @malloc(i64 16)
  %old = load ptr, ptr %first
  store ptr %old, ptr %p
  store ptr %p, ptr %first
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  %v = load ptr, ptr %first
  %w = load ptr, ptr %v
  call void @sums(ptr %w)
  ret void
}

; Two variables that are rotated.
; CHECK-LABEL: function 'rotated'
; CHECK: heap: multiple-instances
define void @rotated() {
entry:
  br label %loop
loop:
  %a = phi ptr [ null, %entry ], [ %p, %loop ]
  %b = phi ptr [ null, %entry ], [ %a, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %b)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Given to a callee that looks into the memory which still holds the old one.
; CHECK-LABEL: function 'callee_sees_the_previous'
; CHECK: heap: multiple-instances
define void @callee_sees_the_previous() {
entry:
  %local = alloca ptr
  store ptr null, ptr %local
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  call void @sums(ptr %local)
  store ptr %p, ptr %local
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; ... through another local that points there.
; CHECK-LABEL: function 'callee_sees_the_previous_from_afar'
; CHECK: heap: multiple-instances
define void @callee_sees_the_previous_from_afar() {
entry:
  %local = alloca ptr
  %outer = alloca ptr
  store ptr null, ptr %local
  store ptr %local, ptr %outer
  br label %loop
loop:
  %p = call ptr @malloc(i64 8)
  call void @sums(ptr %outer)
  store ptr %p, ptr %local
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; A local of each round, for which there is no one place.
; CHECK-LABEL: function 'in_dynamic_locals'
; CHECK: heap: multiple-instances
define void @in_dynamic_locals() {
entry:
  br label %loop
loop:
  %prev = phi ptr [ null, %entry ], [ %local, %loop ]
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %none = icmp eq ptr %prev, null
  %at = select i1 %none, ptr %local, ptr %prev
  %old = load ptr, ptr %at
  call void @use(ptr %old)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

; realloc(NULL, n) makes instances too.
; CHECK-LABEL: function 'list_by_realloc'
; CHECK: heap: multiple-instances
define void @list_by_realloc() {
entry:
  br label %loop
loop:
  %head = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @realloc(ptr null, i64 16)
  store ptr %head, ptr %p
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  %v = load ptr, ptr %p
  call void @sums(ptr %v)
  ret void
}

; Made once, but in a loop: on the second round the old one is meant.
; CHECK-LABEL: function 'made_when_first_needed'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @made_when_first_needed() {
entry:
  br label %loop
loop:
  %x = phi ptr [ null, %entry ], [ %y, %join ]
  %none = icmp eq ptr %x, null
  br i1 %none, label %make, label %join
make:
  %p = call ptr @malloc(i64 8)
  br label %join
join:
  %y = phi ptr [ %p, %make ], [ %x, %loop ]
  call void @use(ptr %y)
  %more = call i1 @condition()
  br i1 %more, label %loop, label %out
out:
  ret void
}

declare void @sums(ptr nocapture) nounwind memory(read)
