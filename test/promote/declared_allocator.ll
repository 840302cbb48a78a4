; RUN: %opt -passes='escape<no-cleanup;verify;models=%S/Inputs/declared.models>' -S %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck --check-prefix=UNDECLARED %s
; Allocators whose bodies nobody sees, and of which a models file says what they are (traps 26, 27 and 34).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @g_malloc(i64)
declare ptr @g_malloc0(i64)
declare ptr @g_malloc_n(i64, i64)
declare ptr @g_malloc0_n(i64, i64)
declare ptr @g_aligned_alloc(i64, i64, i64)
declare ptr @g_realloc(ptr, i64)
declare void @g_free(ptr)
declare void @g_aligned_free(ptr)
declare ptr @xmalloc(i32)
declare void @xfree(ptr)
declare ptr @pool_alloc(ptr, i64, ptr, ...)
declare i32 @pool_free(ptr, ptr)
declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare i32 @__gxx_personality_v0(...)
@file = external constant i8
@g = global ptr null

; Without the file they are functions like others.
; UNDECLARED-LABEL: define void @constant(
; UNDECLARED:         call ptr @g_malloc(i64 24)
; UNDECLARED:         call void @g_free(ptr %p)

; CHECK-LABEL: define void @constant(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    call void @use(ptr %p.stack)
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    ret void
define void @constant() {
  %p = call ptr @g_malloc(i64 24)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @zeroed(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 16 %p.stack, i8 0, i64 24, i1 false)
; CHECK-NOT:     @g_
; CHECK:         ret void
define void @zeroed() {
  %p = call ptr @g_malloc0_n(i64 3, i64 8)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; Who does not say so gives no zeroes.
; CHECK-LABEL: define void @counted(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     memset
; CHECK:         ret void
define void @counted() {
  %p = call ptr @g_malloc_n(i64 3, i64 8)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @aligned(
; CHECK-NEXT:    %p.stack = alloca [20 x i8], align 64
; CHECK-NOT:     @g_
; CHECK:         ret void
define void @aligned() {
  %p = call ptr @g_aligned_alloc(i64 2, i64 10, i64 64)
  call void @use(ptr %p)
  call void @g_aligned_free(ptr %p)
  ret void
}

; Nothing is said of the other arguments, which might be the result; the pointer itself says that it is the slot.
; CHECK-LABEL: define void @pool(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     @pool_alloc
; CHECK:         br i1 true, label %{{.*}}, label %[[NEVER:.*]]
; CHECK:       [[NEVER]]:
; CHECK-NEXT:    call i32 @pool_free(ptr %pool, ptr %p.stack)
define void @pool(ptr %pool) {
  %p = call ptr (ptr, i64, ptr, ...) @pool_alloc(ptr %pool, i64 24, ptr @file, i32 7)
  call void @use(ptr %p)
  %r = call i32 @pool_free(ptr %pool, ptr %p)
  ret void
}

; A block of malloc's may be freed by either, and one that fits an int is no larger for that.
; CHECK-LABEL: define void @of_mallocs(
; CHECK-NEXT:    %q.stack = alloca [16 x i8], align 16
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     free
; CHECK:         ret void
define void @of_mallocs() {
  %p = call ptr @xmalloc(i32 24)
  %q = call ptr @malloc(i64 16)
  call void @use(ptr %p)
  call void @use(ptr %q)
  call void @free(ptr %p)
  call void @xfree(ptr %q)
  ret void
}

; ... or resized by malloc's, which leaves it where it is while it fits.
; CHECK-LABEL: define void @resized_as_mallocs(
; CHECK-NEXT:    %p.stack = alloca [256 x i8], align 16
; CHECK-NOT:     @xmalloc
; CHECK:         call ptr @malloc(
; CHECK:         call void @free(
define void @resized_as_mallocs(i64 %n) {
  %p = call ptr @xmalloc(i32 24)
  call void @use(ptr %p)
  %q = call ptr @realloc(ptr %p, i64 %n)
  call void @use(ptr %q)
  call void @free(ptr %q)
  ret void
}

; What it gives for no bytes is its own affair: it is called then.
; CHECK-LABEL: define void @unknown(
; CHECK-NEXT:    %p.stack = alloca [256 x i8], align 16
; CHECK-NEXT:    %[[N:.*]] = freeze i64 %n
; CHECK-NEXT:    %[[LITTLE:.*]] = icmp ule i64 %[[N]], 256
; CHECK-NEXT:    %[[SOME:.*]] = icmp ne i64 %[[N]], 0
; CHECK-NEXT:    %[[FITS:.*]] = and i1 %[[LITTLE]], %[[SOME]]
; CHECK-NEXT:    br i1 %[[FITS]], label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    %[[H:.*]] = call ptr @g_malloc(i64 %n)
; CHECK:         %p = phi ptr [ %p.stack, %[[SLOT]] ], [ %[[H]], %[[HEAP]] ]
; CHECK:         br i1 %[[FITS]], label %{{.*}}, label %[[FREE:.*]]
; CHECK:       [[FREE]]:
; CHECK-NEXT:    call void @g_free(ptr %p)
define void @unknown(i64 %n) {
  %p = call ptr @g_malloc(i64 %n)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @unknown_zeroed(
; CHECK:         %[[P:.*]] = call { i64, i1 } @llvm.umul.with.overflow.i64(
; CHECK:         %[[B:.*]] = extractvalue { i64, i1 } %[[P]], 0
; CHECK:         icmp ne i64 %[[B]], 0
; CHECK:         call void @llvm.memset.p0.i64(ptr align 16 %p.stack, i8 0, i64 %[[B]], i1 false)
; CHECK:         call ptr @g_malloc0_n(i64 %n, i64 %m)
; CHECK:         call void @g_free(
define void @unknown_zeroed(i64 %n, i64 %m) {
  %p = call ptr @g_malloc0_n(i64 %n, i64 %m)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; A bound makes the slot no larger than it must be, and says nothing of 0.
; CHECK-LABEL: define void @bounded(
; CHECK-NEXT:    %p.stack = alloca [31 x i8], align 16
; CHECK:         icmp ne i64 %{{.*}}, 0
; CHECK:         call ptr @g_malloc(i64 %m)
; CHECK:         call void @g_free(
define void @bounded(i64 %n) {
  %m = and i64 %n, 31
  %p = call ptr @g_malloc(i64 %m)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @bounded_and_some(
; CHECK-NEXT:    %p.stack = alloca [31 x i8], align 16
; CHECK-NOT:     @g_
; CHECK:         ret void
define void @bounded_and_some(i64 %n) {
  %m = and i64 %n, 31
  %s = or i64 %m, 1
  %p = call ptr @g_malloc(i64 %s)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; Several alive in a loop, of which one has the slot: it is all that is asked, since a constant size is some.
; CHECK-LABEL: define void @turns(
; CHECK:         %[[BUSY:.*]] = load i1, ptr %busy
; CHECK-NEXT:    %[[FREE:.*]] = xor i1 %[[BUSY]], true
; CHECK:         br i1 %{{.*}}, label %{{.*}}, label %[[HEAP:.*]]
; CHECK:         call ptr @g_malloc(i64 24)
; CHECK:         call void @g_free(
; CHECK:         call void @g_free(
define void @turns(i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %j, %loop ]
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %p = call ptr @g_malloc(i64 24)
  call void @use(ptr %p)
  call void @use(ptr %old)
  call void @g_free(ptr %old)
  %j = add i64 %i, 1
  %more = icmp ult i64 %j, %n
  br i1 %more, label %loop, label %done
done:
  call void @g_free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @realloc_of_null(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     @g_
; CHECK:         ret void
define void @realloc_of_null() {
  %p = call ptr @g_realloc(ptr null, i64 24)
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
}

; Freed on every path, with nothing between that could be in the way.
; CHECK-LABEL: define void @captured_until_free(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     @g_
; CHECK:         ret void
define void @captured_until_free() {
  %p = call ptr @g_malloc(i64 24)
  store ptr %p, ptr @g
  call void @g_free(ptr %p)
  ret void
}

; One that throws when there is no memory.
; CHECK-LABEL: define void @throws(
; CHECK:         %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     invoke
; CHECK:         ret void
define void @throws() personality ptr @__gxx_personality_v0 {
  %p = invoke ptr @g_malloc(i64 24) to label %on unwind label %pad
on:
  call void @use(ptr %p)
  call void @g_free(ptr %p)
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

; Where builtins are off the name means nothing but what the user says of it.
; CHECK-LABEL: define void @without_a_library(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NOT:     @malloc
; CHECK:         ret void
; UNDECLARED-LABEL: define void @without_a_library(
; UNDECLARED:         call ptr @malloc(
define void @without_a_library() "no-builtins" {
  %p = call ptr @malloc(i64 24)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}
