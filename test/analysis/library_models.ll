; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --check-prefixes=CHECK,FOLLOW %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-calls %s | %FileCheck --check-prefixes=CHECK,TOLD %s
; Library functions are known by their models in plugin/models, not by attributes: LLVM's own knowledge is thin (traps 12
; to 15).

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null
@text = private constant [3 x i8] c"a=\00"

declare ptr @malloc(i64)
declare i64 @strlen(ptr)
declare ptr @strchr(ptr, i32)
declare ptr @memcpy(ptr, ptr, i64)
declare ptr @strtok(ptr, ptr)
declare i32 @setvbuf(ptr, ptr, i32, i64)
declare i32 @putenv(ptr)
declare ptr @fgets(ptr, i32, ptr)
declare i64 @getline(ptr, ptr, ptr) nounwind
declare void @swab(ptr, ptr, i64)
declare i64 @malloc_usable_size(ptr)
declare i32 @mprotect(ptr, i64, i32)
declare void @explicit_bzero(ptr, i64)
declare i32 @pthread_create(ptr, ptr, ptr, ptr)
declare void @qsort(ptr, i64, i64, ptr)
declare ptr @bsearch(ptr, ptr, i64, i64, ptr)
declare i64 @strnlen(ptr)
declare i64 @write(i32, ptr, i64)
declare void @list_destroy(ptr, ptr)
declare void @free(ptr)

define i32 @compares(ptr nocapture readonly %a, ptr nocapture readonly %b) nounwind memory(argmem: read) {
  ret i32 0
}

define i32 @keeps(ptr %a, ptr %b) {
  store ptr %a, ptr @g
  ret i32 0
}

; strcmp is defined here: it is not the library's.
define i32 @strcmp(ptr %a, ptr %b) {
  store ptr %a, ptr @g
  ret i32 0
}

; CHECK-LABEL: function 'length_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i64 @length_stack() {
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %n = call i64 @strlen(ptr %p)
  ret i64 %n
}

; Trap 4.
; CHECK-LABEL: function 'found_inside'
; CHECK: heap: escapes-to-return
; CHECK: result: %q = call ptr @strchr
define ptr @found_inside() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @strchr(ptr %p, i32 97)
  ret ptr %q
}

; CHECK-LABEL: function 'found_and_used_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @found_and_used_stack() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @strchr(ptr %p, i32 97)
  store i8 0, ptr %q
  ret void
}

; memcpy returns its target.
; CHECK-LABEL: function 'target_of_memcpy'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-return
; CHECK: %q = call
; CHECK-NEXT: stack 8 bytes
define ptr @target_of_memcpy() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %r = call ptr @memcpy(ptr %p, ptr %q, i64 8)
  ret ptr %r
}

; It copies pointers, too.
; CHECK-LABEL: function 'contents_by_memcpy'
; CHECK: heap: escapes-to-global 'g'
define void @contents_by_memcpy() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %r = call ptr @memcpy(ptr @g, ptr %local, i64 8)
  ret void
}

; Trap 14: these keep what they get.
; CHECK-LABEL: function 'kept_by_strtok'
; CHECK: heap: escapes-to-call 'strtok'
define void @kept_by_strtok() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @strtok(ptr %p, ptr @text)
  ret void
}

; CHECK-LABEL: function 'kept_by_setvbuf'
; CHECK: heap: escapes-to-call 'setvbuf'
define void @kept_by_setvbuf(ptr %file) {
  %p = call ptr @malloc(i64 512)
  %r = call i32 @setvbuf(ptr %file, ptr %p, i32 0, i64 512)
  ret void
}

; CHECK-LABEL: function 'kept_by_putenv'
; CHECK: heap: escapes-to-call 'putenv'
define void @kept_by_putenv() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @putenv(ptr %p)
  ret void
}

; Trap 64.
; CHECK-LABEL: function 'kept_by_a_thread'
; CHECK: heap: escapes-to-call 'pthread_create'
define void @kept_by_a_thread(ptr %start) {
  %id = alloca i64
  %p = call ptr @malloc(i64 8)
  %r = call i32 @pthread_create(ptr %id, ptr null, ptr %start, ptr %p)
  ret void
}

; Trap 15: the whole page would be changed, with whatever else is on it.
; CHECK-LABEL: function 'protected'
; CHECK: heap: escapes-to-call 'mprotect'
define void @protected() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @mprotect(ptr %p, i64 8, i32 0)
  ret void
}

; Trap 65: what must be wiped should stay where its author put it.
; CHECK-LABEL: function 'secret'
; CHECK: heap: escapes-to-call 'explicit_bzero'
define void @secret() {
  %p = call ptr @malloc(i64 8)
  call void @explicit_bzero(ptr %p, i64 8)
  ret void
}

; CHECK-LABEL: function 'filled_by_fgets_stack'
; CHECK: stack 80 bytes, align 16, proof no-escape
define i1 @filled_by_fgets_stack(ptr %file) {
  %p = call ptr @malloc(i64 80)
  %q = call ptr @fgets(ptr %p, i32 80, ptr %file)
  %c = icmp eq ptr %q, null
  ret i1 %c
}

; Trap 19: getline may free the buffer that it finds behind its argument.
; CHECK-LABEL: function 'freed_by_getline'
; CHECK: heap: freed-elsewhere 'getline'
define void @freed_by_getline(ptr %file) {
  %line = alloca ptr
  %size = alloca i64
  %p = call ptr @malloc(i64 80)
  store ptr %p, ptr %line
  store i64 80, ptr %size
  %n = call i64 @getline(ptr %line, ptr %size, ptr %file)
  ret void
}

; Trap 25.
; CHECK-LABEL: function 'asked_for_its_size'
; CHECK: heap: asks-size 'malloc_usable_size'
define i64 @asked_for_its_size() {
  %p = call ptr @malloc(i64 8)
  %n = call i64 @malloc_usable_size(ptr %p)
  ret i64 %n
}

; Trap 13: the comparator sees the elements.
; CHECK-LABEL: function 'sorted_stack'
; CHECK: stack 32 bytes, align 16, proof no-escape
define void @sorted_stack() {
  %p = call ptr @malloc(i64 32)
  call void @qsort(ptr %p, i64 8, i64 4, ptr @compares)
  ret void
}

; CHECK-LABEL: function 'sorted_by_one_who_keeps'
; FOLLOW: heap: escapes-to-global 'g'
; TOLD: heap: escapes-to-call 'qsort'
; CHECK: called-back: call void @qsort
define void @sorted_by_one_who_keeps() {
  %p = call ptr @malloc(i64 32)
  call void @qsort(ptr %p, i64 8, i64 4, ptr @keeps)
  ret void
}

; CHECK-LABEL: function 'sorted_by_a_stranger'
; CHECK: heap: escapes-to-call 'qsort'
define void @sorted_by_a_stranger(ptr %compare) {
  %p = call ptr @malloc(i64 32)
  call void @qsort(ptr %p, i64 8, i64 4, ptr %compare)
  ret void
}

; Key and table both reach the comparator, and the result points into the table.
; CHECK-LABEL: function 'searched'
; CHECK: %key = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %table = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @searched() {
  %key = call ptr @malloc(i64 8)
  %table = call ptr @malloc(i64 32)
  %r = call ptr @bsearch(ptr %key, ptr %table, i64 4, i64 8, ptr @compares)
  ret ptr %r
}

; Bytes that leave the program may be pointers that come back by a pipe.
; CHECK-LABEL: function 'written_out'
; CHECK: %outer = call
; CHECK-NEXT: stack 8 bytes
; CHECK: %inner = call
; CHECK-NEXT: heap: escapes-to-call 'write'
define void @written_out() {
  %outer = call ptr @malloc(i64 8)
  %inner = call ptr @malloc(i64 8)
  store ptr %inner, ptr %outer
  %n = call i64 @write(i32 1, ptr %outer, i64 8)
  ret void
}

; Trap 20: the destructor's argument is free, and what list_destroy does with it nobody knows.
; CHECK-LABEL: function 'freed_by_a_callback'
; CHECK: heap: escapes-to-call 'list_destroy'
define void @freed_by_a_callback() {
  %p = call ptr @malloc(i64 8)
  call void @list_destroy(ptr %p, ptr @free)
  ret void
}

; Trap 32: a function of the program's own.
; CHECK-LABEL: function 'own_strcmp'
; FOLLOW: heap: escapes-to-global 'g'
; TOLD: heap: escapes-to-call 'strcmp'
define void @own_strcmp() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @strcmp(ptr %p, ptr @text)
  ret void
}

; The library's has two parameters.
; CHECK-LABEL: function 'another_strnlen'
; CHECK: heap: escapes-to-call 'strnlen'
define void @another_strnlen() {
  %p = call ptr @malloc(i64 8)
  %r = call i64 @strnlen(ptr %p)
  ret void
}

; Trap 31: -fno-builtin: the name means nothing. malloc is then not known either.
; CHECK-NOT: function 'no_builtins'
define void @no_builtins() "no-builtins" {
  %p = call ptr @malloc(i64 8)
  %r = call i64 @strlen(ptr %p)
  ret void
}

; At one call only.
; CHECK-LABEL: function 'no_builtin_strlen'
; CHECK: heap: escapes-to-call 'strlen'
define void @no_builtin_strlen() {
  %p = call ptr @malloc(i64 8)
  %r = call i64 @strlen(ptr %p) nobuiltin
  ret void
}

; Trap 31: names that only the models know go the same way, whether builtins are off at the call or in the function. The
; allocator is one by its attributes, which have nothing to do with its name.
; CHECK-LABEL: function 'wcscspn_stack'
; CHECK: stack 8 bytes
define void @wcscspn_stack() {
  %p = call ptr @pool_alloc(i64 8)
  %n = call i64 @wcscspn(ptr %p, ptr @text)
  ret void
}

; CHECK-LABEL: function 'no_builtin_wcscspn'
; CHECK: heap: escapes-to-call 'wcscspn'
define void @no_builtin_wcscspn() {
  %p = call ptr @pool_alloc(i64 8)
  %n = call i64 @wcscspn(ptr %p, ptr @text) nobuiltin
  ret void
}

; Trap 61: the setting of this function, not of its neighbours.
; CHECK-LABEL: function 'wcscspn_without_builtins'
; CHECK: heap: escapes-to-call 'wcscspn'
define void @wcscspn_without_builtins() "no-builtins" {
  %p = call ptr @pool_alloc(i64 8)
  %n = call i64 @wcscspn(ptr %p, ptr @text)
  ret void
}

declare ptr @pool_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="pool"
declare i64 @wcscspn(ptr, ptr) nounwind

; POSIX leaves its names to programs that do not ask for it, so a declaration must look like the library's: nounwind.
; CHECK-LABEL: function 'posix_name_without_a_sign'
; CHECK: heap: escapes-to-call 'swab'
define void @posix_name_without_a_sign(ptr %from) {
  %p = call ptr @malloc(i64 8)
  call void @swab(ptr %from, ptr %p, i64 8)
  ret void
}
