; RUN: %opt -passes='inferattrs,cgscc(function-attrs),print<escape>' -disable-output -escape-no-calls %s \
; RUN:   | %FileCheck --check-prefixes=CHECK,ALONE %s
; RUN: %opt -passes='inferattrs,cgscc(function-attrs),print<escape>' -disable-output %s \
; RUN:   | %FileCheck --check-prefixes=CHECK,FOLLOW %s
; Trap 60: a body that may be another one in the end (interposable, or one of several copies that were optimised apart)
; proves nothing about the callee. LLVM infers attributes from exact definitions only, a model holds for a declaration
; only, and what one of several bodies shows holds of a copy of that very body, to which the call then goes (trap 125).
; The same harmless body each time.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

define internal i8 @exact(ptr %p) {
  %v = load i8, ptr %p
  ret i8 %v
}

define weak i8 @weak_body(ptr %p) {
  %v = load i8, ptr %p
  ret i8 %v
}

define linkonce_odr i8 @one_of_several(ptr %p) {
  %v = load i8, ptr %p
  ret i8 %v
}

define available_externally i8 @defined_elsewhere(ptr %p) {
  %v = load i8, ptr %p
  ret i8 %v
}

; Trap 32: the program's own strlen, which a library that is loaded first may replace: the model is not about it.
define weak i64 @strlen(ptr %p) {
  ret i64 0
}

; Not an attribute that was inferred, but one that the front end wrote: every body must keep to it.
define weak void @promised(ptr nocapture nofree %p) {
  ret void
}

@another_name = weak alias i8 (ptr), ptr @exact

; CHECK-LABEL: function 'calls_exact_stack'
; CHECK: stack 8 bytes
define i8 @calls_exact_stack() {
  %p = call ptr @malloc(i64 8)
  %v = call i8 @exact(ptr %p)
  call void @free(ptr %p)
  ret i8 %v
}

; CHECK-LABEL: function 'calls_weak_body'
; CHECK: heap: escapes-to-call 'weak_body'
define i8 @calls_weak_body() {
  %p = call ptr @malloc(i64 8)
  %v = call i8 @weak_body(ptr %p)
  call void @free(ptr %p)
  ret i8 %v
}

; CHECK-LABEL: function 'calls_one_of_several'
; ALONE: heap: escapes-to-call 'one_of_several'
; FOLLOW: stack 8 bytes
define i8 @calls_one_of_several() {
  %p = call ptr @malloc(i64 8)
  %v = call i8 @one_of_several(ptr %p)
  call void @free(ptr %p)
  ret i8 %v
}

; CHECK-LABEL: function 'calls_defined_elsewhere'
; ALONE: heap: escapes-to-call 'defined_elsewhere'
; FOLLOW: stack 8 bytes
define i8 @calls_defined_elsewhere() {
  %p = call ptr @malloc(i64 8)
  %v = call i8 @defined_elsewhere(ptr %p)
  call void @free(ptr %p)
  ret i8 %v
}

; CHECK-LABEL: function 'calls_own_strlen'
; CHECK: heap: escapes-to-call 'strlen'
define i64 @calls_own_strlen() {
  %p = call ptr @malloc(i64 8)
  %n = call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  ret i64 %n
}

; CHECK-LABEL: function 'calls_promised_stack'
; CHECK: stack 8 bytes
define void @calls_promised_stack() {
  %p = call ptr @malloc(i64 8)
  call void @promised(ptr %p)
  call void @free(ptr %p)
  ret void
}

; An alias that may be given another target, of a function that nobody may replace.
; CHECK-LABEL: function 'calls_another_name'
; CHECK: heap: escapes-to-
define i8 @calls_another_name() {
  %p = call ptr @malloc(i64 8)
  %v = call i8 @another_name(ptr %p)
  call void @free(ptr %p)
  ret i8 %v
}
