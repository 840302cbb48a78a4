; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Section 8, attributes: a call that keeps no copy by its model is told so to LLVM, or the slot would look captured. One
; that returns it, stores it or hands it to a callback is not.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)
declare ptr @strchr(ptr, i32)
declare ptr @strtok_r(ptr, ptr, ptr)
declare i64 @strtol(ptr, ptr, i32)
declare void @qsort(ptr, i64, i64, ptr)

@text = private constant [2 x i8] c",\00"

define i32 @compares(ptr nocapture readonly %a, ptr nocapture readonly %b) nounwind memory(argmem: read) {
  ret i32 0
}

; CHECK-LABEL: define i64 @reads(
; CHECK:         call i64 @strlen(ptr {{nocapture|captures\(none\)}} %p.stack)
define i64 @reads() {
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %n = call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  ret i64 %n
}

; CHECK-LABEL: define i1 @returns(
; CHECK:         call ptr @strchr(ptr %p.stack, i32 97)
define i1 @returns() {
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %q = call ptr @strchr(ptr %p, i32 97)
  %c = icmp eq ptr %q, null
  ret i1 %c
}

; Trap 52, trap 50: DSE would otherwise delete the store that the next call reads.
; CHECK-LABEL: define void @stores(
; CHECK:         call ptr @strtok_r(ptr %p.stack,
define void @stores() {
  %rest = alloca ptr
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %a = call ptr @strtok_r(ptr %p, ptr @text, ptr %rest)
  store i8 44, ptr %p
  %b = call ptr @strtok_r(ptr null, ptr @text, ptr %rest)
  ret void
}

; Its result is a number, but where the number ends is stored.
; CHECK-LABEL: define i64 @stores_only(
; CHECK:         call i64 @strtol(ptr %p.stack,
define i64 @stores_only() {
  %end = alloca ptr
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %n = call i64 @strtol(ptr %p, ptr %end, i32 10)
  ret i64 %n
}

; CHECK-LABEL: define void @calls_back(
; CHECK:         call void @qsort(ptr %p.stack,
define void @calls_back() {
  %p = call ptr @malloc(i64 8)
  call void @qsort(ptr %p, i64 2, i64 4, ptr @compares)
  ret void
}

; What is not the slot is not touched.
; CHECK-LABEL: define i64 @another(
; CHECK:         call i64 @strlen(ptr %other)
define i64 @another(ptr %other) {
  %p = call ptr @malloc(i64 8)
  %n = call i64 @strlen(ptr %other)
  call void @free(ptr %p)
  ret i64 %n
}
