; RUN: %opt -passes='print<escape>' -disable-output -escape-models=%S/../promote/Inputs/declared.models %s | %FileCheck %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-models=%S/../promote/Inputs/declared.models \
; RUN:   -escape-speculative-size=0 %s | %FileCheck --check-prefix=NONE %s
; What a models file declares to allocate holds for that function only, and what is not said of it is not assumed
; (traps 24, 25, 26, 32, 34, 54 and 108).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @g_malloc(i64)
declare ptr @g_aligned_alloc(i64, i64, i64)
declare ptr @g_realloc(ptr, i64)
declare void @g_free(ptr)
declare void @g_aligned_free(ptr)
declare ptr @pool_alloc(ptr, i64, ptr, ...)
declare i32 @pool_free(ptr, ptr)
declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare void @quiet(ptr nocapture nofree) nounwind willreturn nosync nofree memory(argmem: readwrite)
@g = global ptr null

; CHECK-LABEL: function 'own_family'
; CHECK: stack 24 bytes, align 16, proof no-escape
define void @own_family() {
  %p = call ptr @g_malloc(i64 24)
  call void @g_free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'freed_by_malloc_s'
; CHECK: heap: mismatched-free 'free'
define void @freed_by_malloc_s() {
  %p = call ptr @g_malloc(i64 24)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'malloc_s_freed_by_it'
; CHECK: heap: mismatched-free 'g_free'
define void @malloc_s_freed_by_it() {
  %p = call ptr @malloc(i64 24)
  call void @g_free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'two_of_one_library'
; CHECK: heap: mismatched-free 'g_aligned_free'
define void @two_of_one_library() {
  %p = call ptr @g_malloc(i64 24)
  call void @g_aligned_free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'freed_inside'
; CHECK: heap: interior-free 'g_free'
define void @freed_inside() {
  %p = call ptr @g_malloc(i64 24)
  %q = getelementptr i8, ptr %p, i64 8
  call void @g_free(ptr %q)
  ret void
}

; CHECK-LABEL: function 'resized'
; CHECK: heap: resized 'g_realloc'
; CHECK: heap: resizes
define void @resized() {
  %p = call ptr @g_malloc(i64 24)
  %q = call ptr @g_realloc(ptr %p, i64 48)
  call void @g_free(ptr %q)
  ret void
}

; The name is that of the library's, but the function is not, and does what nobody said.
; CHECK-LABEL: function 'resized_without_a_library'
; CHECK: heap: resized 'realloc'
define void @resized_without_a_library() {
  %p = call ptr @malloc(i64 24) nobuiltin
  %q = call ptr @realloc(ptr %p, i64 48) nobuiltin
  call void @free(ptr %q) nobuiltin
  ret void
}

; CHECK-LABEL: function 'alignment_not_known'
; CHECK: heap: bad-alignment
define void @alignment_not_known(i64 %a) {
  %p = call ptr @g_aligned_alloc(i64 2, i64 10, i64 %a)
  call void @g_aligned_free(ptr %p)
  ret void
}

; Null, or a block of no bytes.
; CHECK-LABEL: function 'no_bytes'
; CHECK: heap: zero-size
define i1 @no_bytes() {
  %p = call ptr @g_malloc(i64 0)
  %null = icmp eq ptr %p, null
  call void @g_free(ptr %p)
  ret i1 %null
}

; NONE-LABEL: function 'perhaps_no_bytes'
; NONE: heap: zero-size
; CHECK-LABEL: function 'perhaps_no_bytes'
; CHECK: stack-or-heap 31 bytes
define i1 @perhaps_no_bytes(i64 %n) {
  %m = and i64 %n, 31
  %p = call ptr @g_malloc(i64 %m)
  %null = icmp eq ptr %p, null
  call void @g_free(ptr %p)
  ret i1 %null
}

; It may call functions of the program, that see the object.
; CHECK-LABEL: function 'captured_and_allocates'
; CHECK: heap: escapes-to-global
; CHECK: stack 8 bytes
define void @captured_and_allocates() {
  %p = call ptr @malloc(i64 24)
  store ptr %p, ptr @g
  %q = call ptr @g_malloc(i64 8) nounwind willreturn
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'captured_and_frees'
; CHECK: heap: escapes-to-global
define void @captured_and_frees() {
  %q = call ptr @g_malloc(i64 8)
  %p = call ptr @malloc(i64 24)
  store ptr %p, ptr @g
  call void @g_free(ptr %q) nounwind willreturn
  call void @free(ptr %p)
  ret void
}

; The pool, and what else it is handed, is kept: nothing is said of it.
; CHECK-LABEL: function 'pool_on_the_heap'
; CHECK: heap: escapes-to-call 'pool_alloc'
; CHECK: heap: escapes-to-call 'pool_alloc'
; CHECK: stack 24 bytes
define void @pool_on_the_heap() {
  %pool = call ptr @malloc(i64 64)
  %more = call ptr @malloc(i64 64)
  %p = call ptr (ptr, i64, ptr, ...) @pool_alloc(ptr %pool, i64 24, ptr null, ptr %more)
  ret void
}

; A free whose result somebody wants stays a free.
; CHECK-LABEL: function 'result_of_free'
; CHECK: heap: escapes-to-call 'pool_free'
define i32 @result_of_free(ptr %pool) {
  %p = call ptr (ptr, i64, ptr, ...) @pool_alloc(ptr %pool, i64 24, ptr null)
  %r = call i32 @pool_free(ptr %pool, ptr %p)
  ret i32 %r
}

; Calls by another prototype are to something else.
; CHECK-NOT: function 'another_prototype'
define void @another_prototype() {
  %p = call ptr @g_malloc(i64 24, i64 1)
  ret void
}

; CHECK-NOT: function 'number'
define i64 @number() {
  %p = call i64 @g_malloc(i64 24)
  ret i64 %p
}

; CHECK-NOT: function 'another_address_space'
define void @another_address_space() {
  %p = call ptr addrspace(256) @g_malloc(i64 24)
  ret void
}

; It is no ordinary function there either, which keeps and frees nothing.
; CHECK-LABEL: function 'another_address_space_resized'
; CHECK: heap: escapes-to-call
; CHECK: passed: %q = call ptr addrspace(256) @g_realloc
define void @another_address_space_resized() {
  %p = call ptr @malloc(i64 24)
  %q = call ptr addrspace(256) @g_realloc(ptr %p, i64 24)
  ret void
}

; CHECK-LABEL: function 'freed_by_another_prototype'
; CHECK: heap: escapes-to-call
; CHECK: passed: call void @g_free
define void @freed_by_another_prototype() {
  %p = call ptr @g_malloc(i64 24)
  call void @g_free(ptr %p, i64 24)
  ret void
}

; What the program defines is not what was declared: this one is leaked, kept, and no promise is broken.
define ptr @xmalloc(i64 %n) noinline {
  ret ptr @g
}
define internal void @xfree(ptr %p) noinline {
  store ptr %p, ptr @g
  ret void
}

; CHECK-NOT: function 'own_function'
define void @own_function() {
  %p = call ptr @xmalloc(i64 24)
  ret void
}

; CHECK-LABEL: function 'own_free'
; CHECK: heap: escapes-to-global 'g'
define void @own_free() {
  %p = call ptr @malloc(i64 24)
  call void @xfree(ptr %p)
  ret void
}
