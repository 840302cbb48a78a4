; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; The string is constant, so its size is: a slot, a copy of its characters, and the end
; (trap 80).

target triple = "x86_64-unknown-linux-gnu"

@hello = private constant [6 x i8] c"hello\00"
@empty = private constant [1 x i8] zeroinitializer
@changes = private global [6 x i8] c"hello\00"

declare ptr @strdup(ptr)
declare ptr @strndup(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @whole(
; CHECK-NEXT:    %p.stack = alloca [6 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    call void @llvm.memcpy.p0.p0.i64(ptr align 16 %p.stack, ptr align 1 @hello, i64 5, i1 false)
; CHECK-NEXT:    [[END:%.*]] = getelementptr inbounds i8, ptr %p.stack, i64 5
; CHECK-NEXT:    store i8 0, ptr [[END]]
define void @whole() {
  %p = call ptr @strdup(ptr @hello)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @part(
; CHECK-NEXT:    %p.stack = alloca [4 x i8], align 16
; CHECK:         call void @llvm.memcpy.p0.p0.i64(ptr align 16 %p.stack, ptr align 1 @hello, i64 3, i1 false)
; CHECK-NEXT:    [[END:%.*]] = getelementptr inbounds i8, ptr %p.stack, i64 3
; CHECK-NEXT:    store i8 0, ptr [[END]]
define void @part() {
  %p = call ptr @strndup(ptr @hello, i64 3)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; Asked for more than there is.
; CHECK-LABEL: define void @all_of_it(
; CHECK-NEXT:    %p.stack = alloca [6 x i8], align 16
define void @all_of_it() {
  %p = call ptr @strndup(ptr @hello, i64 100)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @nothing_but_the_end(
; CHECK-NEXT:    %p.stack = alloca [1 x i8], align 16
; CHECK-NOT:     memcpy
; CHECK:         store i8 0
define void @nothing_but_the_end() {
  %p = call ptr @strdup(ptr @empty)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @not_constant_heap(
; CHECK:         call i64 @strlen(ptr @changes)
; CHECK-NOT:     @strdup
define void @not_constant_heap() {
  %p = call ptr @strdup(ptr @changes)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @unknown_heap(
; CHECK:         call i64 @strlen(ptr %s)
; CHECK-NOT:     @strdup
define void @unknown_heap(ptr %s) {
  %p = call ptr @strdup(ptr %s)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; The program may write to its copy.
; CHECK-LABEL: define void @copy_is_changed(
; CHECK:         store i8 72, ptr %p.stack
define void @copy_is_changed() {
  %p = call ptr @strdup(ptr @hello)
  store i8 72, ptr %p
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}
