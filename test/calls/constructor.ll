; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; Objects that a callee makes for its caller have their slot in the caller's frame: the call goes to a copy of the callee
; that is handed the slot. The callee itself stays as it is, for everybody else.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare ptr @strdup(ptr)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define ptr @make(i32 %age) {
; CHECK-NEXT:    %p = call ptr @malloc(i64 16)
; CHECK-NEXT:    store i32 %age, ptr %p
; CHECK-NEXT:    ret ptr %p
define ptr @make(i32 %age) {
  %p = call ptr @malloc(i64 16)
  store i32 %age, ptr %p
  ret ptr %p
}

; CHECK-LABEL: define void @constructor() {
; CHECK-NEXT:    %p.stack = alloca [16 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = call ptr @make.escape(i32 7, ptr %p.stack)
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    ret void
define void @constructor() {
  %p = call ptr @make(i32 7)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; A path that fails frees what it has made, and gives null; the caller's free may see both (trap 129).
define internal ptr @make_or_fail(i1 %c) {
  %p = call ptr @malloc(i64 24)
  %failed = icmp eq ptr %p, null
  br i1 %failed, label %none, label %check
check:
  br i1 %c, label %bad, label %good
bad:
  call void @free(ptr %p)
  br label %none
good:
  ret ptr %p
none:
  ret ptr null
}

; CHECK-LABEL: define void @may_fail(
; CHECK-NEXT:    %p.stack = alloca [24 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = call ptr @make_or_fail.escape(i1 %c, ptr %p.stack)
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    ret void
define void @may_fail(i1 %c) {
  %p = call ptr @make_or_fail(i1 %c)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; A wrapper of the allocation function, which need not know the size.
define internal ptr @allocate(i64 %size) {
  %p = call ptr @malloc(i64 %size)
  %failed = icmp eq ptr %p, null
  br i1 %failed, label %bad, label %good
bad:
  call void @abort()
  unreachable
good:
  ret ptr %p
}
declare void @abort() noreturn

; CHECK-LABEL: define void @wrapper() {
; CHECK-NEXT:    %p.stack = alloca [40 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = call ptr @allocate.escape(i64 40, ptr %p.stack)
define void @wrapper() {
  %p = call ptr @allocate(i64 40)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; Two levels: both calls go to copies, and the slot passes through the one to the other.
define internal ptr @outer(i64 %more) {
  %size = add i64 %more, 8
  %p = call ptr @allocate(i64 %size)
  store i64 %more, ptr %p
  ret ptr %p
}

; CHECK-LABEL: define void @two_levels() {
; CHECK-NEXT:    %p.stack = alloca [28 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = call ptr @outer.escape(i64 20, ptr %p.stack)
define void @two_levels() {
  %p = call ptr @outer(i64 20)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; An object that holds another: two slots.
define internal ptr @make_pair() {
  %a = call ptr @malloc(i64 16)
  %b = call ptr @calloc(i64 2, i64 4)
  store ptr %b, ptr %a
  ret ptr %a
}

; CHECK-LABEL: define void @nested() {
; CHECK-DAG:     %b.stack = alloca [8 x i8], align 16
; CHECK-DAG:     %a.stack = alloca [16 x i8], align 16
; CHECK-DAG:     call void @llvm.lifetime.start.p0({{.*}}ptr %a.stack)
; CHECK-DAG:     call void @llvm.lifetime.start.p0({{.*}}ptr %b.stack)
; CHECK:         %a = call ptr @make_pair.escape(ptr %a.stack, ptr %b.stack)
; CHECK-NEXT:    %b = load ptr, ptr %a
; CHECK-NEXT:    call void @use(ptr %b)
; CHECK-NEXT:    ret void
define void @nested() {
  %a = call ptr @make_pair()
  %b = load ptr, ptr %a
  call void @use(ptr %b)
  call void @free(ptr %b)
  call void @free(ptr %a)
  ret void
}

; Handed out through a parameter.
define internal i32 @make_out(ptr %result) {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %result
  ret i32 0
}

; CHECK-LABEL: define void @out_parameter() {
; CHECK:         %p.stack = alloca [8 x i8], align 16
; CHECK:         call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %error = call i32 @make_out.escape(ptr %box, ptr %p.stack)
; CHECK-NEXT:    %q = load ptr, ptr %box
; CHECK-NEXT:    call void @use(ptr %q)
; CHECK-NEXT:    ret void
define void @out_parameter() {
  %box = alloca ptr
  %error = call i32 @make_out(ptr %box)
  %q = load ptr, ptr %box
  call void @use(ptr %q)
  call void @free(ptr %q)
  ret void
}

; Made by one callee for a local of the caller, and freed by another.
define internal void @init(ptr %buffer) {
  %text = call ptr @malloc(i64 32)
  store ptr %text, ptr %buffer
  ret void
}
define internal void @clear(ptr %buffer) {
  %text = load ptr, ptr %buffer
  call void @free(ptr %text)
  store ptr null, ptr %buffer
  ret void
}

; CHECK-LABEL: define void @init_and_clear() {
; CHECK:         call void @init.escape(ptr %buffer, ptr %text.stack)
; CHECK-NEXT:    %text = load ptr, ptr %buffer
; CHECK-NEXT:    call void @use(ptr %text)
; CHECK-NEXT:    call void @clear.escape(ptr %buffer)
; CHECK-NEXT:    ret void
define void @init_and_clear() {
  %buffer = alloca ptr
  call void @init(ptr %buffer)
  %text = load ptr, ptr %buffer
  call void @use(ptr %text)
  call void @clear(ptr %buffer)
  ret void
}

; In a struct that is returned.
define internal { ptr, i64 } @make_slice() {
  %p = call ptr @malloc(i64 48)
  %one = insertvalue { ptr, i64 } poison, ptr %p, 0
  %two = insertvalue { ptr, i64 } %one, i64 48, 1
  ret { ptr, i64 } %two
}

; CHECK-LABEL: define void @in_a_struct() {
; CHECK:         %slice = call { ptr, i64 } @make_slice.escape(ptr %p.stack)
; CHECK-NEXT:    %p = extractvalue { ptr, i64 } %slice, 0
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    ret void
define void @in_a_struct() {
  %slice = call { ptr, i64 } @make_slice()
  %p = extractvalue { ptr, i64 } %slice, 0
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; A size that the caller does not know either: stack-or-heap, in the copy.
; CHECK-LABEL: define void @unknown_size(
; CHECK-NEXT:    %p.stack = alloca [256 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0({{.*}}ptr %p.stack)
; CHECK-NEXT:    %p = call ptr @allocate.escape.{{[0-9]+}}(i64 %n, ptr %p.stack)
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    [[SLOT:%.*]] = icmp eq ptr %p, %p.stack
; CHECK-NEXT:    br i1 [[SLOT]],
; CHECK:         call void @free(ptr %p)
define void @unknown_size(i64 %n) {
  %p = call ptr @allocate(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; A copy of a string, whose zero at the end is written in the copy of the callee.
@text = private constant [6 x i8] c"hello\00"
define internal ptr @make_text() {
  %p = call ptr @strdup(ptr @text)
  ret ptr %p
}

; CHECK-LABEL: define void @string() {
; CHECK-NEXT:    %p.stack = alloca [6 x i8], align 16
; CHECK:         %p = call ptr @make_text.escape(ptr %p.stack)
define void @string() {
  %p = call ptr @make_text()
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define internal ptr @make.escape(i32 %age, ptr %0) {
; CHECK-NEXT:    store i32 %age, ptr %0
; CHECK-NEXT:    ret ptr %0

; CHECK-LABEL: define internal ptr @make_or_fail.escape(i1 %c, ptr %0) {
; CHECK-NEXT:    %failed = icmp eq ptr %0, null
; CHECK-NOT:     call
; CHECK:       bad:
; CHECK-NEXT:    br label %none
; CHECK:       good:
; CHECK-NEXT:    ret ptr %0

; CHECK-LABEL: define internal ptr @allocate.escape(i64 %size, ptr %0) {
; CHECK-NEXT:    %failed = icmp eq ptr %0, null
; CHECK:       good:
; CHECK-NEXT:    ret ptr %0

; Another slot size is another copy.
; CHECK-LABEL: define internal ptr @allocate.escape.{{[0-9]+}}(i64 %size, ptr %0) {
; CHECK:       good:
; CHECK-NEXT:    ret ptr %0

; CHECK-LABEL: define internal ptr @outer.escape(i64 %more, ptr %0) {
; CHECK-NEXT:    %size = add i64 %more, 8
; CHECK-NEXT:    %p = call ptr @allocate.escape.{{[0-9]+}}(i64 %size, ptr %0)
; CHECK-NEXT:    store i64 %more, ptr %p
; CHECK-NEXT:    ret ptr %p

; CHECK-LABEL: define internal ptr @make_pair.escape(ptr %0, ptr %1) {
; CHECK-NEXT:    call void @llvm.memset.p0.i64(ptr align 16 %1, i8 0, i64 8, i1 false)
; CHECK-NEXT:    store ptr %1, ptr %0
; CHECK-NEXT:    ret ptr %0

; CHECK-LABEL: define internal i32 @make_out.escape(ptr %result, ptr %0) {
; CHECK-NEXT:    store ptr %0, ptr %result
; CHECK-NEXT:    ret i32 0

; CHECK-LABEL: define internal void @clear.escape(ptr %buffer) {
; CHECK-NEXT:    %text = load ptr, ptr %buffer
; CHECK-NEXT:    store ptr null, ptr %buffer
; CHECK-NEXT:    ret void

; CHECK-LABEL: define internal void @init.escape(ptr %buffer, ptr %0) {
; CHECK-NEXT:    store ptr %0, ptr %buffer
; CHECK-NEXT:    ret void

; CHECK-LABEL: define internal { ptr, i64 } @make_slice.escape(ptr %0) {
; CHECK-NEXT:    %one = insertvalue { ptr, i64 } poison, ptr %0, 0

; CHECK-LABEL: define internal ptr @allocate.escape.{{[0-9]+}}(i64 %size, ptr %0) {
; CHECK-NEXT:    [[N:%.*]] = freeze i64 %size
; CHECK-NEXT:    %fits = icmp ule i64 [[N]], 256
; CHECK-NEXT:    br i1 %fits, label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    br label %[[BOTH:.*]]
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    [[BLOCK:%.*]] = call ptr @malloc(i64 %size)
; CHECK-NEXT:    br label %[[BOTH]]
; CHECK:       [[BOTH]]:
; CHECK-NEXT:    %p = phi ptr [ %0, %[[SLOT]] ], [ [[BLOCK]], %[[HEAP]] ]

; CHECK-LABEL: define internal ptr @make_text.escape(ptr %0) {
; CHECK-NEXT:    call void @llvm.memcpy.p0.p0.i64(ptr align 16 %0, ptr align 1 @text, i64 5, i1 false)
; CHECK-NEXT:    [[END:%.*]] = getelementptr inbounds i8, ptr %0, i64 5
; CHECK-NEXT:    store i8 0, ptr [[END]]
; CHECK-NEXT:    ret ptr %0
