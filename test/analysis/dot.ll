; RUN: %opt -passes=dot-escape -disable-output %s > %t.dot
; RUN: %FileCheck %s < %t.dot
; dot accepts it, where there is a dot.
; RUN: if command -v dot; then dot -Tsvg -o %t.svg %t.dot; fi

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64)

; CHECK: digraph "f" {
; CHECK: node [shape=box];
; The object that escapes is red, and so is its way out.
; CHECK-DAG: o[[SITE:[0-9]+]] [shape=ellipse, label="malloc {{[0-9]+}}", color=red];
; CHECK-DAG: v[[P:[0-9]+]] [label="p"];
; CHECK-DAG: v[[Q:[0-9]+]] [label="q"];
; CHECK-DAG: o[[SITE]] -> v[[P]] [label="&", color=red];
; CHECK-DAG: v[[P]] -> v[[Q]] [label="+", color=red];
; CHECK-DAG: v[[Q]] -> v{{[0-9]+}} [label="store", color=red];
; CHECK: {{^}}}
define void @f() {
  %p = call ptr @malloc(i64 8)
  %q = getelementptr i8, ptr %p, i64 4
  store ptr %q, ptr @g
  ret void
}

; CHECK-NOT: {{.}}
