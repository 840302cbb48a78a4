; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --check-prefixes=CHECK,ALL %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-calls %s | %FileCheck --check-prefixes=CHECK,NONE,BLIND %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-hardened %s | %FileCheck --check-prefixes=CHECK,NONE,BLIND %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-depth=2 %s | %FileCheck --check-prefixes=CHECK,DEEP %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-depth=1 %s | %FileCheck --check-prefixes=CHECK,FLAT %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-depth=0 %s | %FileCheck --check-prefixes=CHECK,NONE,SUMMARY %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-follow=7 %s | %FileCheck --check-prefixes=CHECK,FULL %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-follow=6 %s | %FileCheck --check-prefixes=CHECK,TIGHT %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-growth=0 %s | %FileCheck --check-prefixes=CHECK,SMALL %s
; How far calls are followed, and by how much copies may enlarge a module. What is beyond a limit is judged by its
; attributes (traps 84 and 130).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

define internal void @drop(ptr %p) {
  call void @free(ptr %p)
  ret void
}
define internal void @drop_below(ptr %p) {
  call void @drop(ptr %p)
  ret void
}
define internal void @drop_content(ptr %box) {
  %p = load ptr, ptr %box
  call void @drop(ptr %p)
  ret void
}

; One call deep, two instructions.
; CHECK-LABEL: function 'one_deep'
; ALL: stack 8 bytes
; NONE: heap: escapes-to-call 'drop'
; DEEP: stack 8 bytes
; FLAT: stack 8 bytes
; FULL: stack 8 bytes
; TIGHT: stack 8 bytes
; SMALL: heap: code-growth
define void @one_deep() {
  %p = call ptr @malloc(i64 8)
  call void @drop(ptr %p)
  ret void
}

; Two calls deep, four instructions.
; CHECK-LABEL: function 'two_deep'
; ALL: stack 8 bytes
; NONE: heap: escapes-to-call 'drop_below'
; DEEP: stack 8 bytes
; FLAT: heap: escapes-to-call 'drop'
; FULL: stack 8 bytes
; TIGHT: stack 8 bytes
; SMALL: heap: code-growth
define void @two_deep() {
  %p = call ptr @malloc(i64 8)
  call void @drop_below(ptr %p)
  ret void
}

; Two calls, of two and five instructions.
; CHECK-LABEL: function 'seven_instructions'
; CHECK: site {{[0-9]+}}: %p
; ALL: stack 8 bytes
; NONE: heap: escapes-to-call 'drop'
; DEEP: stack 8 bytes
; FLAT: stack 8 bytes
; FULL: stack 8 bytes
; TIGHT: stack 8 bytes
; SMALL: heap: code-growth
; CHECK: site {{[0-9]+}}: %q
; ALL: stack 8 bytes
; NONE: heap: escapes-to-call 'drop_content'
; DEEP: stack 8 bytes
; FLAT: heap: escapes-to-call 'drop'
; FULL: stack 8 bytes
; TIGHT: heap: escapes-to-call 'drop'
; SMALL: heap: code-growth
define void @seven_instructions() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  store ptr %q, ptr %box
  call void @drop(ptr %p)
  call void @drop_content(ptr %box)
  ret void
}

; What needs no copy costs nothing; a callee that only looks is not followed, but known.
define internal i32 @look(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: function 'only_looked_at'
; ALL: stack 8 bytes
; BLIND: heap: escapes-to-call 'look'
; SUMMARY: stack 8 bytes
; DEEP: stack 8 bytes
; FLAT: stack 8 bytes
; FULL: stack 8 bytes
; TIGHT: stack 8 bytes
; SMALL: stack 8 bytes
define i32 @only_looked_at() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @look(ptr %p)
  ret i32 %v
}

; A body that may be replaced is followed if there is room for its copy.
define linkonce_odr i32 @look_in_one_of_several(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: function 'looked_at_in_one_of_several'
; ALL: stack 8 bytes
; NONE: heap: escapes-to-call 'look_in_one_of_several'
; DEEP: stack 8 bytes
; FLAT: stack 8 bytes
; FULL: stack 8 bytes
; TIGHT: stack 8 bytes
; SMALL: heap: escapes-to-call 'look_in_one_of_several'
define i32 @looked_at_in_one_of_several() {
  %p = call ptr @malloc(i64 8)
  %v = call i32 @look_in_one_of_several(ptr %p)
  ret i32 %v
}
