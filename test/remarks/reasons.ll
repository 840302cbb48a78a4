; RUN: %opt -passes='escape<dry-run;frame-budget=32;no-resize>' -pass-remarks-missed=escape -disable-output %s 2>&1 | %FileCheck %s
; The sentence of each reason that takes a name or a number, or is hard to come by.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare ptr @aligned_alloc(i64, i64)
declare void @free(ptr)
declare void @_ZdlPv(ptr) nobuiltin nounwind
declare i64 @malloc_usable_size(ptr)
declare void @may_free(ptr nocapture)

; CHECK: 'malloc' of 2000 bytes does not escape, but stays on the heap: larger than the limit of 1024 bytes
define void @too_large() {
  %p = call ptr @malloc(i64 2000)
  ret void
}

; CHECK: 'malloc' of 33 bytes does not escape, but stays on the heap: the frame's budget of 32 bytes is used up
define void @frame_budget() {
  %p = call ptr @malloc(i64 33)
  ret void
}

; CHECK: 'malloc' of 8 bytes does not escape, but stays on the heap: it is passed to 'may_free', which may free it
define void @freed_elsewhere() {
  %p = call ptr @malloc(i64 8)
  call void @may_free(ptr %p)
  ret void
}

; CHECK: 'malloc' of 8 bytes does not escape, but stays on the heap: it is resized by 'realloc'
; CHECK: 'realloc' of 16 bytes does not escape, but stays on the heap: it takes the place of another block
define void @resized() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @realloc(ptr %p, i64 16)
  ret void
}

; CHECK: 'malloc' of 8 bytes does not escape, but stays on the heap: it is freed by 'operator delete(void*)', which belongs to another allocator
define void @mismatched() {
  %p = call ptr @malloc(i64 8)
  call void @_ZdlPv(ptr %p) builtin
  ret void
}

; CHECK: 'malloc' of 8 bytes does not escape, but stays on the heap: it is freed through a pointer that may point into its middle
define void @interior() {
  %p = call ptr @malloc(i64 8)
  %q = getelementptr i8, ptr %p, i64 4
  call void @free(ptr %q)
  ret void
}

; CHECK: 'malloc' of 8 bytes does not escape, but stays on the heap: its usable size is asked by 'malloc_usable_size'
define void @asks_size() {
  %p = call ptr @malloc(i64 8)
  %n = call i64 @malloc_usable_size(ptr %p)
  ret void
}

; CHECK: 'aligned_alloc' of 8 bytes does not escape, but stays on the heap: its alignment is not a constant that a frame can give
define void @bad_alignment() {
  %p = call ptr @aligned_alloc(i64 3, i64 8)
  ret void
}

; CHECK: 'malloc' of 8 bytes does not escape, but stays on the heap: it is accessed as volatile
define void @volatile_access() {
  %p = call ptr @malloc(i64 8)
  store volatile i8 1, ptr %p
  ret void
}

; CHECK: 'malloc' of 8 bytes stays on the heap: the function is checked by a sanitizer
define void @function_unsafe() sanitize_address {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-NOT: remark
; RUN: %opt -passes='escape<dry-run;max-facts=1>' -pass-remarks-missed=escape -disable-output %s 2>&1 \
; RUN:   | %FileCheck --check-prefix=GAVE-UP %s
; GAVE-UP: 'malloc' of 2000 bytes stays on the heap: the analysis gave up after 1 steps
; RUN: %opt -passes='escape<dry-run;only=frame_budget;limit=0>' -pass-remarks-missed=escape -disable-output %s 2>&1 \
; RUN:   | %FileCheck --check-prefix=POLICY %s
; POLICY: 'malloc' of 33 bytes does not escape, but stays on the heap: option -escape-limit leaves it there
; POLICY: 'malloc' of 8 bytes does not escape, but stays on the heap: option -escape-only leaves it there
