; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; __attribute__((annotate("escape:heap"))) on a function leaves all of it alone. On something else, or with other words, it
; means nothing.

target triple = "x86_64-unknown-linux-gnu"

@opts_out = private constant [12 x i8] c"escape:heap\00"
@insists = private constant [13 x i8] c"escape:stack\00"
@longer = private constant [13 x i8] c"escape:heaps\00"
@file = private constant [4 x i8] c"f.c\00"
@variable = global i32 0
@llvm.global.annotations = appending global [4 x { ptr, ptr, ptr, i32, ptr }] [
  { ptr, ptr, ptr, i32, ptr } { ptr @out, ptr @opts_out, ptr @file, i32 1, ptr null },
  { ptr, ptr, ptr, i32, ptr } { ptr @in_stack, ptr @insists, ptr @file, i32 1, ptr null },
  { ptr, ptr, ptr, i32, ptr } { ptr @other_words_stack, ptr @longer, ptr @file, i32 1, ptr null },
  { ptr, ptr, ptr, i32, ptr } { ptr @variable, ptr @opts_out, ptr @file, i32 1, ptr null }], section "llvm.metadata"

declare ptr @malloc(i64)

; CHECK-LABEL: function 'out'
; CHECK: heap: opted-out
define void @out() {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'in_stack'
; CHECK: stack 8 bytes
define void @in_stack() {
  %p = call ptr @malloc(i64 8)
  ret void
}

; CHECK-LABEL: function 'other_words_stack'
; CHECK: stack 8 bytes
define void @other_words_stack() {
  %p = call ptr @malloc(i64 8)
  ret void
}
