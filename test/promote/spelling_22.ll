; REQUIRES: llvm-22
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --check-prefix=FACTS %s
; Trap 81: LLVM 22 calls it `captures(none)`, and lifetime markers name the slot alone. It also tells more: what is
; captured, and whether by the result only. spelling_19.ll is the same for LLVM 19.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare i64 @strlen(ptr)
declare void @looks_at_the_address(ptr nofree captures(address))
declare void @may_read_it_later(ptr nofree captures(address, read_provenance))
declare ptr @into_its_result(ptr nofree captures(ret: address, provenance)) nofree memory(argmem: readwrite)

; CHECK-LABEL: define i64 @f(
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start.p0(ptr %p.stack)
; CHECK-NEXT:    store i8 0, ptr %p.stack
; CHECK-NEXT:    %n = call i64 @strlen(ptr captures(none) %p.stack)
; CHECK-NEXT:    call void @llvm.lifetime.end.p0(ptr %p.stack)
; CHECK-NEXT:    ret i64 %n
define i64 @f() {
  %p = call ptr @malloc(i64 8)
  store i8 0, ptr %p
  %n = call i64 @strlen(ptr %p)
  call void @free(ptr %p)
  ret i64 %n
}

; The address alone leads to nothing, but can be compared with that of the next instance.
; FACTS-LABEL: function 'address_only'
; FACTS: heap: escapes-to-call 'looks_at_the_address'
define void @address_only() {
  %p = call ptr @malloc(i64 8)
  call void @looks_at_the_address(ptr %p)
  ret void
}

; Who may still read it later needs the object later.
; FACTS-LABEL: function 'kept_for_reading'
; FACTS: heap: escapes-to-call 'may_read_it_later'
define void @kept_for_reading() {
  %p = call ptr @malloc(i64 8)
  call void @may_read_it_later(ptr %p)
  ret void
}

; FACTS-LABEL: function 'kept_in_the_result'
; FACTS: heap: escapes-to-return
define ptr @kept_in_the_result() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @into_its_result(ptr %p)
  ret ptr %q
}

; FACTS-LABEL: function 'result_is_not_kept_stack'
; FACTS: stack 8 bytes
define void @result_is_not_kept_stack() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @into_its_result(ptr %p)
  ret void
}
