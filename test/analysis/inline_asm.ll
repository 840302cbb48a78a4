; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Trap 10: what an operand of inline assembly is used for cannot be read. A memory clobber alone reaches nothing that is
; not captured.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; The DoNotOptimize idiom of benchmarks.
; CHECK-LABEL: function 'operand'
; CHECK: heap: escapes-to-asm
; CHECK: assembly: call void asm sideeffect
define void @operand() {
  %p = call ptr @malloc(i64 8)
  call void asm sideeffect "", "r,~{memory}"(ptr %p)
  ret void
}

; CHECK-LABEL: function 'indirect_operand'
; CHECK: heap: escapes-to-asm
define void @indirect_operand() {
  %p = call ptr @malloc(i64 8)
  call void asm sideeffect "", "*m"(ptr elementtype(i64) %p)
  ret void
}

; CHECK-LABEL: function 'operand_as_integer'
; CHECK: heap: escapes-to-asm
define void @operand_as_integer() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  call void asm sideeffect "", "r"(i64 %i)
  ret void
}

; CHECK-LABEL: function 'operand_of_asm_goto'
; CHECK: heap: escapes-to-asm
define i32 @operand_of_asm_goto() {
  %p = call ptr @malloc(i64 8)
  callbr void asm sideeffect "", "r,!i"(ptr %p) to label %a [label %b]
a:
  ret i32 0
b:
  ret i32 1
}

; CHECK-LABEL: function 'clobber_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define i64 @clobber_stack() {
  %p = call ptr @malloc(i64 8)
  store i64 1, ptr %p
  call void asm sideeffect "", "~{memory}"()
  %v = load i64, ptr %p
  ret i64 %v
}

; What comes out of assembly points anywhere.
; CHECK-LABEL: function 'stored_where_asm_says'
; CHECK: heap: escapes-to-memory
define void @stored_where_asm_says() {
  %p = call ptr @malloc(i64 8)
  %x = call ptr asm "mov %fs:0, $0", "=r"()
  store ptr %p, ptr %x
  ret void
}
