; RUN: %opt -passes=escape -pass-remarks-analysis='^escape-params$' -disable-output %s 2>&1 | %FileCheck %s
; What is found in an object that is returned leaves with it. The remark said that the parameter does not escape.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; CHECK: remark: {{.*}} parameter 'p' flows to the result
; CHECK-NOT: does not escape
define ptr @wrap(ptr %p) {
  %box = call ptr @malloc(i64 8)
  store ptr %p, ptr %box
  ret ptr %box
}
