; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 54: slots are made where the target has its stack, and cast to where the program's pointers point. Markers name the
; slot itself.

target datalayout = "e-p:64:64-p5:32:32-A5"
target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @cast(
; CHECK-NEXT:    [[SLOT:%.*]] = alloca [8 x i8], align 16, addrspace(5)
; CHECK-NEXT:    [[P:%.*]] = addrspacecast ptr addrspace(5) [[SLOT]] to ptr
; CHECK-NEXT:    call void @llvm.lifetime.start.p5({{.*}}ptr addrspace(5) [[SLOT]])
; CHECK-NEXT:    call void @use(ptr [[P]])
; CHECK-NEXT:    call void @llvm.lifetime.end.p5({{.*}}ptr addrspace(5) [[SLOT]])
; CHECK-NEXT:    ret void
define void @cast() {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}
