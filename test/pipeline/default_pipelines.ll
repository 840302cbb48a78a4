; RUN: %opt -passes='default<O0>' -S %s | %FileCheck --check-prefix=HEAP %s
; RUN: %opt -passes='default<O1>' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='default<O3>' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='default<Oz>' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='thinlto-pre-link<O2>' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='thinlto<O2>' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='lto-pre-link<O2>' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='lto<O2>' -S %s | %FileCheck --check-prefix=STACK %s
; All pipelines that LLVM has. HEAP and STACK are what the function does in the end.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; HEAP: call ptr @malloc
; STACK-NOT: call {{.*}}@malloc(
; STACK: alloca [8 x i8], align 16
; STACK-NOT: call {{.*}}@malloc(
define void @f() {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}
