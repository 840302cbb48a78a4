; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; The limit for one object. Trap 28: sizes that no heap could give either.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)

; CHECK-LABEL: function 'at_the_limit_stack'
; CHECK: stack 1024 bytes
define void @at_the_limit_stack() {
  %p = call ptr @malloc(i64 1024)
  ret void
}

; CHECK-LABEL: function 'over_the_limit'
; CHECK: heap: too-large
define void @over_the_limit() {
  %p = call ptr @malloc(i64 1025)
  ret void
}

; CHECK-LABEL: function 'negative'
; CHECK: heap: too-large
define void @negative() {
  %p = call ptr @malloc(i64 -1)
  ret void
}

; Trap 27: the product does not fit, and calloc returns null.
; CHECK-LABEL: function 'product_overflows'
; CHECK: heap: too-large
define void @product_overflows() {
  %p = call ptr @calloc(i64 4294967297, i64 4294967296)
  ret void
}

; CHECK-LABEL: function 'product_is_too_large'
; CHECK: heap: too-large
define void @product_is_too_large() {
  %p = call ptr @calloc(i64 100, i64 11)
  ret void
}

; CHECK-LABEL: function 'product_of_bounds_stack'
; CHECK: stack-bounded 105 bytes
define void @product_of_bounds_stack(i64 %x, i64 %y) {
  %n = and i64 %x, 15
  %m = and i64 %y, 7
  %p = call ptr @calloc(i64 %n, i64 %m)
  ret void
}

; The option moves the limit.
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-size=16 %s | %FileCheck --check-prefix=SMALL %s
; SMALL-LABEL: function 'at_the_limit_stack'
; SMALL: heap: too-large
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-size=4000 %s | %FileCheck --check-prefix=LARGE %s
; LARGE-LABEL: function 'over_the_limit'
; LARGE: stack 1025 bytes
; LARGE-LABEL: function 'negative'
; LARGE: heap: too-large
; LARGE-LABEL: function 'product_overflows'
; LARGE: heap: too-large

; No limit at all does not make -1 a size.
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-size=18446744073709551615 %s \
; RUN:   | %FileCheck --check-prefix=NONE %s
; NONE-LABEL: function 'negative'
; NONE: heap: frame-budget
; NONE-LABEL: function 'product_overflows'
; NONE: heap: too-large
