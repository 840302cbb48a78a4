; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 125: what one of several bodies shows holds of a copy of it only. Whether a call depends on such a body was asked
; when its argument was the slot already, which points nowhere in the graph: the call stayed with a body that the linker may
; replace by one that was optimised otherwise.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

define linkonce_odr i32 @look(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

define available_externally i32 @imported(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: define i32 @looked_at_in_a_copy() {
; CHECK:         alloca
; CHECK:         call i32 @look.escape(ptr %p.stack)
define i32 @looked_at_in_a_copy() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @look(ptr %p)
  ret i32 %v
}

; CHECK-LABEL: define i32 @imported_body() {
; CHECK:         alloca
; CHECK:         call i32 @imported.escape(ptr %p.stack)
define i32 @imported_body() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @imported(ptr %p)
  ret i32 %v
}
