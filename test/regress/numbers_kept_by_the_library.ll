; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A local holds the pointer, and a function of the library reads the local. Its bytes are in what the function writes, or
; in what the system keeps and gives back (trap 88, trap 105). The program of the same name shows it at run time.

target triple = "x86_64-unknown-linux-gnu"

@out = global [64 x i8] zeroinitializer
@name = private constant [5 x i8] c"name\00"

declare ptr @malloc(i64)
declare i32 @fprintf(ptr, ptr, ...) nounwind
declare ptr @ctime_r(ptr, ptr) nounwind
declare i64 @mbstowcs(ptr, ptr, i64) nounwind
declare i32 @setrlimit(i32, ptr) nounwind
declare i32 @sigprocmask(i32, ptr, ptr) nounwind
declare i32 @sigsuspend(ptr) nounwind
declare i32 @sigismember(ptr, i32) nounwind
declare i32 @fsetpos(ptr, ptr) nounwind
declare i32 @utimes(ptr, ptr) nounwind
declare i32 @mkdirat(i32, ptr, i32) nounwind

; What is in a format is printed, as by fputs.
; CHECK-LABEL: function 'by_fprintf'
; CHECK: heap:
define void @by_fprintf() {
  %x = alloca [2 x ptr]
  %text = alloca [64 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 (ptr, ptr, ...) @fprintf(ptr null, ptr %x)
  ret void
}

; As a date.
; CHECK-LABEL: function 'by_ctime_r'
; CHECK: heap:
define void @by_ctime_r() {
  %x = alloca [2 x ptr]
  %text = alloca [64 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call ptr @ctime_r(ptr %x, ptr @out)
  ret void
}

; Byte by byte, as strcpy does.
; CHECK-LABEL: function 'by_mbstowcs'
; CHECK: heap:
define void @by_mbstowcs() {
  %x = alloca [2 x ptr]
  %text = alloca [64 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i64 @mbstowcs(ptr @out, ptr %x, i64 8)
  ret void
}

; Kept by the system until getrlimit asks.
; CHECK-LABEL: function 'by_setrlimit'
; CHECK: heap:
define void @by_setrlimit() {
  %x = alloca [2 x ptr]
  %text = alloca [64 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 @setrlimit(i32 4, ptr %x)
  ret void
}

; CHECK-LABEL: function 'by_sigprocmask'
; CHECK: heap:
define void @by_sigprocmask() {
  %x = alloca [2 x ptr]
  %text = alloca [64 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 @sigprocmask(i32 2, ptr %x, ptr null)
  ret void
}

; CHECK-LABEL: function 'by_utimes'
; CHECK: heap:
define void @by_utimes() {
  %x = alloca [2 x ptr]
  %text = alloca [64 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 @utimes(ptr @name, ptr %x)
  ret void
}

; A name that is read back from its directory, as that of mkdir.
; CHECK-LABEL: function 'by_mkdirat'
; CHECK: heap:
define void @by_mkdirat() {
  %x = alloca [2 x ptr]
  %text = alloca [64 x i8]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 @mkdirat(i32 -100, ptr %x, i32 511)
  ret void
}

; Kept by the stream until fgetpos or ftell asks.
; CHECK-LABEL: function 'by_fsetpos'
; CHECK: heap:
define void @by_fsetpos(ptr %stream) {
  %x = alloca [2 x ptr]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 @fsetpos(ptr %stream, ptr %x)
  ret void
}

; Seen by handlers.
; CHECK-LABEL: function 'by_sigsuspend'
; CHECK: heap:
define void @by_sigsuspend() {
  %x = alloca [16 x ptr]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 @sigsuspend(ptr %x)
  ret void
}

; A bit at a time.
; CHECK-LABEL: function 'by_sigismember'
; CHECK: heap:
define i32 @by_sigismember(i32 %n) {
  %x = alloca [16 x ptr]
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %x
  %r = call i32 @sigismember(ptr %x, i32 %n)
  ret i32 %r
}
