; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --check-prefixes=CHECK,FOLLOW %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-calls %s | %FileCheck --check-prefixes=CHECK,TOLD %s
; Each word that a model can say of an argument counts for itself: that it frees, stores, fills, moves, hands on.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null
@text = private constant [3 x i8] c"%s\00"
@pointer_text = private constant [3 x i8] c"%p\00"
@numbered = private constant [9 x i8] c"%2$s%1$p\00"
@star = private constant [6 x i8] c"%*p%s\00"

declare ptr @malloc(i64)
declare ptr @strdup(ptr)
declare i32 @fclose(ptr)
declare i64 @strtol(ptr, ptr, i32)
declare i64 @fread(ptr, i64, i64, ptr)
declare ptr @realpath(ptr, ptr)
declare ptr @strcat(ptr, ptr)
declare ptr @strcpy(ptr, ptr)
declare i32 @putchar(i32)
declare i32 @printf(ptr, ...)
declare i64 @strftime(ptr, i64, ptr, ptr) nounwind
declare i64 @fwrite(ptr, i64, i64, ptr)
declare void @qsort(ptr, i64, i64, ptr)

; Trap 19.
; CHECK-LABEL: function 'freed'
; CHECK: heap: freed-elsewhere 'fclose'
define void @freed() {
  %p = call ptr @malloc(i64 8)
  %r = call i32 @fclose(ptr %p)
  ret void
}

; Trap 14: where the number ends is in the second argument.
; CHECK-LABEL: function 'stored'
; CHECK: heap: escapes-to-return
define ptr @stored() {
  %end = alloca ptr
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %n = call i64 @strtol(ptr %p, ptr %end, i32 10)
  %r = load ptr, ptr %end
  ret ptr %r
}

; What is read from a file may be any pointer.
; CHECK-LABEL: function 'filled'
; CHECK: heap: escapes-to-memory
define void @filled(ptr %file) {
  %local = alloca ptr
  %n = call i64 @fread(ptr %local, i64 8, i64 1, ptr %file)
  %somewhere = load ptr, ptr %local
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %somewhere
  ret void
}

; The argument, or else a block of its own.
; CHECK-LABEL: function 'stored_in_something_else'
; CHECK: heap: escapes-to-memory
define void @stored_in_something_else(ptr %name) {
  %local = alloca [4096 x i8]
  %r = call ptr @realpath(ptr %name, ptr %local)
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %r
  ret void
}

; Trap 2: six bytes of a pointer and a terminator are a string.
; CHECK-LABEL: function 'copied_as_a_string'
; CHECK: heap: escapes-to-return
define ptr @copied_as_a_string() {
  %from = alloca ptr
  %to = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %from
  %x = call ptr @strcpy(ptr %to, ptr %from)
  %r = load ptr, ptr %to
  ret ptr %r
}

; Trap 77: they arrive behind what was there.
; CHECK-LABEL: function 'appended_as_a_string'
; CHECK: heap: escapes-to-return
define ptr @appended_as_a_string() {
  %from = alloca ptr
  %to = alloca [4 x ptr]
  store i8 0, ptr %to
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %from
  %x = call ptr @strcat(ptr %to, ptr %from)
  %at = getelementptr i8, ptr %to, i64 8
  %r = load ptr, ptr %at
  ret ptr %r
}

; Trap 77: what stands before them becomes longer: "%A      " is Wednesday and six spaces.
; CHECK-LABEL: function 'copied_behind_a_date'
; CHECK: heap: escapes-to-return
define ptr @copied_behind_a_date(ptr %date) {
  %format = alloca [2 x ptr]
  %to = alloca [8 x ptr]
  store i64 2314885530818461989, ptr %format
  %behind = getelementptr i8, ptr %format, i64 8
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %behind
  %x = call i64 @strftime(ptr %to, i64 64, ptr %format, ptr %date)
  %at = getelementptr i8, ptr %to, i64 16
  %r = load ptr, ptr %at
  ret ptr %r
}

; CHECK-LABEL: function 'duplicated_as_a_string'
; CHECK: %p = call
; CHECK-NEXT: heap: escapes-to-return
define ptr @duplicated_as_a_string() {
  %from = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %from
  %copy = call ptr @strdup(ptr %from)
  %r = load ptr, ptr %copy
  ret ptr %r
}

; Trap 13: an element may be anywhere afterwards.
; CHECK-LABEL: function 'sorted'
; CHECK: heap: escapes-to-return
define ptr @sorted() {
  %array = alloca [2 x ptr]
  %second = getelementptr i8, ptr %array, i64 8
  store ptr null, ptr %second
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %array
  call void @qsort(ptr %array, i64 2, i64 8, ptr @compares)
  %r = load ptr, ptr %second
  ret ptr %r
}

; Trap 5: one byte of the address at a time.
; CHECK-LABEL: function 'passed_as_a_number'
; CHECK: heap: escapes-to-call 'putchar'
define void @passed_as_a_number() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i32
  %r = call i32 @putchar(i32 %i)
  ret void
}

; Trap 2: bytes that leave the program can come back.
; CHECK-LABEL: function 'contents_written_to_a_file'
; CHECK: heap: escapes-to-call 'fwrite'
define void @contents_written_to_a_file(ptr %file) {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %n = call i64 @fwrite(ptr %local, i64 8, i64 1, ptr %file)
  ret void
}

; Trap 12: so can text.
; CHECK-LABEL: function 'contents_printed'
; CHECK: heap: escapes-to-call 'printf'
define void @contents_printed() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %n = call i32 (ptr, ...) @printf(ptr @text, ptr %local)
  ret void
}

; The address itself is printed.
; CHECK-LABEL: function 'address_printed'
; CHECK: heap: escapes-to-call 'printf'
define void @address_printed() {
  %p = call ptr @malloc(i64 8)
  %n = call i32 (ptr, ...) @printf(ptr @pointer_text, ptr %p)
  ret void
}

; CHECK-LABEL: function 'address_printed_by_number'
; CHECK: heap: escapes-to-call 'printf'
define void @address_printed_by_number() {
  %p = call ptr @malloc(i64 8)
  %n = call i32 (ptr, ...) @printf(ptr @numbered, ptr %p, ptr @text)
  ret void
}

; The first argument is the width.
; CHECK-LABEL: function 'address_printed_behind_its_width'
; CHECK: heap: escapes-to-call 'printf'
define void @address_printed_behind_its_width() {
  %p = call ptr @malloc(i64 8)
  %n = call i32 (ptr, ...) @printf(ptr @star, i32 20, ptr %p, ptr @text)
  ret void
}

; CHECK-LABEL: function 'unknown_format'
; CHECK: heap: escapes-to-call 'printf'
define void @unknown_format(ptr %format) {
  %p = call ptr @malloc(i64 8)
  %n = call i32 (ptr, ...) @printf(ptr %format, ptr %p)
  ret void
}

define i32 @compares(ptr nocapture readonly %a, ptr nocapture readonly %b) nounwind memory(argmem: read) {
  ret i32 0
}

; Traps 13 and 2: the comparator writes what it found behind an element to a global.
; CHECK-LABEL: function 'contents_seen_by_a_comparator'
; FOLLOW: heap: escapes-to-global 'g'
; TOLD: heap: escapes-to-call 'qsort'
define void @contents_seen_by_a_comparator() {
  %array = alloca [2 x ptr]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %array
  call void @qsort(ptr %array, i64 2, i64 8, ptr @keeps_contents)
  ret void
}

define i32 @keeps_contents(ptr nocapture nofree readonly %a, ptr nocapture nofree readonly %b) nounwind {
  %behind = load ptr, ptr %a
  store ptr %behind, ptr @g
  ret i32 0
}

; Trap 17: it does not capture, but may free.
; CHECK-LABEL: function 'seen_by_a_comparator_that_frees'
; CHECK: heap: freed-elsewhere 'qsort'
define void @seen_by_a_comparator_that_frees() {
  %p = call ptr @malloc(i64 16)
  call void @qsort(ptr %p, i64 2, i64 8, ptr @frees)
  ret void
}

declare i32 @frees(ptr nocapture, ptr nocapture) nounwind
