; RUN: %opt -passes=dot-escape -disable-output %s | %FileCheck %s

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)

; Names of functions and values may have any character in them.
; CHECK: digraph "say \"hi\"" {
; CHECK: label="x\"y"
; CHECK: {{^}}}
define void @"say \22hi\22"() {
  %"x\22y" = call ptr @malloc(i64 8)
  ret void
}
