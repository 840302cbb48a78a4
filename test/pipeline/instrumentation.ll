; What LLVM offers to look at passes works with this one.
; RUN: %opt -passes=escape -print-after=escape -disable-output %s 2>&1 | %FileCheck --check-prefix=AFTER %s
; RUN: %opt -passes=escape -print-before=escape -disable-output %s 2>&1 | %FileCheck --check-prefix=BEFORE %s
; RUN: %opt -passes=escape -print-changed -disable-output %s 2>&1 | %FileCheck --check-prefix=CHANGED %s
; RUN: %opt -passes=escape -time-passes -disable-output %s 2>&1 | %FileCheck --check-prefix=TIME %s
; RUN: %opt -passes=escape -debug-pass-manager -disable-output %s 2>&1 | %FileCheck --check-prefix=MANAGER %s
; RUN: %opt -passes=escape -verify-each -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='default<O2>' -verify-each -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes=escape -opt-bisect-limit=0 -S %s 2>%t.bisect | %FileCheck --check-prefix=HEAP %s
; RUN: %FileCheck --check-prefix=BISECT %s < %t.bisect
; RUN: %opt -passes=escape -opt-bisect-limit=1 -S %s 2>%t.bisect | %FileCheck --check-prefix=STACK %s

; AFTER: IR Dump After {{.*}}EscapePass
; AFTER: alloca [20 x i8]
; BEFORE: IR Dump Before {{.*}}EscapePass
; BEFORE: call ptr @malloc
; CHANGED: IR Dump After {{.*}}EscapePass
; CHANGED: alloca [20 x i8]
; TIME: {{escape::EscapePass}}
; MANAGER: Running pass: {{.*}}EscapePass on [module]
; BISECT: NOT running pass {{.*}}{{escape|escape::EscapePass}} on [module]
; HEAP: call ptr @malloc
; STACK: alloca [20 x i8]

; A module in which nothing moves keeps its analyses.
; RUN: sed 's/nocapture nofree//' %s > %t.ll
; RUN: %opt -passes='require<callgraph>,escape,require<callgraph>' -debug-pass-manager -disable-output %t.ll 2>&1 \
; RUN:   | %FileCheck --check-prefix=KEPT %s
; RUN: %opt -passes='require<callgraph>,escape,require<callgraph>' -debug-pass-manager -disable-output %s 2>&1 \
; RUN:   | %FileCheck --check-prefix=LOST %s
; KEPT-NOT: Invalidating analysis
; LOST: Running pass: {{.*}}EscapePass
; LOST: Invalidating analysis: CallGraphAnalysis

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @use(ptr nocapture nofree)

define void @f() {
  %p = call ptr @malloc(i64 20)
  call void @use(ptr %p)
  ret void
}
