; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Every walk has a limit, and each has an option (trap 84). A limit that is hit is a verdict, never a promotion.
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-facts=3 %s | %FileCheck --check-prefix=FACTS %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-walk=1 %s | %FileCheck --check-prefix=WALK %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-offsets=2 %s | %FileCheck --check-prefix=OFFSETS %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-facts=0 -escape-max-walk=0 -escape-max-offsets=0 %s \
; RUN:   | %FileCheck --check-prefix=NONE %s

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64) nounwind willreturn
declare void @free(ptr) nounwind willreturn

; NONE-NOT: stack
; NONE: heap: analysis-limit
; NONE-NOT: {{^ +}}stack

; CHECK-LABEL: function 'many_facts'
; CHECK: stack 32 bytes
; FACTS-LABEL: function 'many_facts'
; FACTS: heap: analysis-limit
define void @many_facts() {
  %p = call ptr @malloc(i64 32)
  %a = getelementptr i8, ptr %p, i64 4
  %b = getelementptr i8, ptr %a, i64 4
  %c = getelementptr i8, ptr %b, i64 4
  store i8 1, ptr %c
  ret void
}

; The free is two blocks away.
; CHECK-LABEL: function 'long_walk'
; CHECK: stack 8 bytes, align 16, proof must-free
; WALK-LABEL: function 'long_walk'
; WALK: heap: escapes-to-global 'g'
define void @long_walk() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  br label %a
a:
  br label %b
b:
  call void @free(ptr %p)
  ret void
}

; A pointer that is advanced in a loop has as many offsets as the limit allows, and then one that is unknown.
; CHECK-LABEL: function 'advanced'
; CHECK: stack 64 bytes
; OFFSETS-LABEL: function 'advanced'
; OFFSETS: stack 64 bytes
; OFFSETS: %q -> {site 2 'malloc'} {site 2 'malloc' + ?}
define void @advanced(i64 %n) {
entry:
  %p = call ptr @malloc(i64 64)
  br label %loop
loop:
  %q = phi ptr [ %p, %entry ], [ %next, %loop ]
  store i8 1, ptr %q
  %next = getelementptr i8, ptr %q, i64 8
  %end = getelementptr i8, ptr %p, i64 64
  %more = icmp ult ptr %next, %end
  br i1 %more, label %loop, label %out
out:
  ret void
}
