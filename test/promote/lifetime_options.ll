; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; The markers, and the options that leave them out (traps 23 and 40).
; RUN: %opt -passes='escape<no-cleanup;verify;no-lifetime>' -S %s | %FileCheck --check-prefix=NONE %s
; RUN: %opt -passes='escape<no-cleanup;verify;keep-uaf-traps>' -S %s | %FileCheck --check-prefix=TRAPS %s

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define i8 @f(
; CHECK:         lifetime.start
; CHECK:         lifetime.end
; NONE-NOT:    llvm.lifetime
; TRAPS-LABEL: define i8 @f(
; TRAPS:         lifetime.start
; TRAPS-NOT:     lifetime.end
; TRAPS:       }
define i8 @f() {
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  %v = load i8, ptr %p
  call void @free(ptr %p)
  ret i8 %v
}
