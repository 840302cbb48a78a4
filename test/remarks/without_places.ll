; RUN: %opt -passes='escape<no-cleanup>' -pass-remarks=escape -pass-remarks-missed=escape -pass-remarks-analysis=escape \
; RUN:   -disable-output %s 2>&1 | %FileCheck %s
; IR without any places: the messages do not mention lines that are not there. The same text from LLVM 19 and 22.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64)
declare void @free(ptr)
declare ptr @_Znwm(i64) nobuiltin allocsize(0)
declare void @_ZN3Log4keepEPv(ptr)

; CHECK:      remark: <unknown>:0:0: 'malloc' of 8 bytes moved to the stack: it does not escape; it was never freed on a path that returns
; CHECK-NEXT: remark: <unknown>:0:0: 1 of 1 heap allocations in 'forgotten' moved to the stack (8 bytes)
define void @forgotten() {
  %p = call ptr @malloc(i64 8)
  ret void
}

; main's leaks are nobody's.
; CHECK-NEXT: remark: <unknown>:0:0: 'malloc' of 8 bytes moved to the stack: it does not escape
; CHECK-NEXT: remark: <unknown>:0:0: 1 of 1 heap allocations in 'main' moved to the stack (8 bytes)
define i32 @main() {
  %p = call ptr @malloc(i64 8)
  ret i32 0
}

; CHECK-NEXT: remark: <unknown>:0:0: 'malloc' of 8 bytes stays on the heap: it is stored to global 'g'
; CHECK-NEXT: remark: <unknown>:0:0: pointer from 'malloc', step 1 of 1: stored to global 'g'
; CHECK-NEXT: remark: <unknown>:0:0: 0 of 1 heap allocations in 'stored' moved to the stack (0 bytes)
define void @stored() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  ret void
}

; Names as they are in the source.
; CHECK-NEXT: remark: <unknown>:0:0: 'operator new(unsigned long)' of 8 bytes stays on the heap: it is passed to 'Log::keep(void*)', which may keep it
; CHECK-NEXT: remark: <unknown>:0:0: pointer from 'operator new(unsigned long)', step 1 of 1: passed to 'Log::keep(void*)'
; CHECK-NEXT: remark: <unknown>:0:0: 0 of 1 heap allocations in 'demangled()' moved to the stack (0 bytes)
define void @_Z9demangledv() {
  %p = call ptr @_Znwm(i64 8) builtin
  call void @_ZN3Log4keepEPv(ptr %p)
  ret void
}
; CHECK-NOT: remark

; Nobody listens: nothing is said.
; RUN: %opt -passes='escape<no-cleanup>' -disable-output %s 2>&1 | %FileCheck --check-prefix=QUIET --allow-empty %s
; QUIET-NOT: {{.}}
