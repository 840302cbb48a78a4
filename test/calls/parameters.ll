; RUN: %opt -passes=escape -pass-remarks-analysis='^escape-params$' -disable-output %s 2>&1 \
; RUN:   | %FileCheck --implicit-check-not=remark %s
; RUN: %opt -passes=escape -escape-no-calls -pass-remarks-analysis='^escape-params$' -disable-output %s 2>&1 \
; RUN:   | %FileCheck --check-prefix=BLIND %s
; Remarks of the pass escape-params: what a function does with its parameters, and with what they point to.

target triple = "x86_64-unknown-linux-gnu"

%node = type { ptr, i32 }

@kept = global ptr null

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @stranger(ptr)

; CHECK: remark: {{.*}} parameter 'p' does not escape
define i32 @look(ptr %p) {
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK: remark: {{.*}} parameter 'list' is stored through parameter 'item'
; CHECK: remark: {{.*}} parameter 'item' flows to the result
define ptr @push(ptr %list, ptr %item) {
  store ptr %list, ptr %item
  ret ptr %item
}

; CHECK: remark: {{.*}} parameter 'p' is stored to global 'kept'
define void @keep(ptr %p) {
  store ptr %p, ptr @kept
  ret void
}

; CHECK: remark: {{.*}} what parameter 'box' points to is stored to global 'kept'
define void @keep_content(ptr %box) {
  %p = load ptr, ptr %box
  store ptr %p, ptr @kept
  ret void
}

; CHECK: remark: {{.*}} what parameter 'box' points to flows to the result
define ptr @first(ptr %box) {
  %p = load ptr, ptr %box
  ret ptr %p
}

; CHECK: remark: {{.*}} parameter 'p' may be freed
define void @drop(ptr %p) {
  call void @free(ptr %p)
  ret void
}

; In a callee, at the second level.
; CHECK: remark: {{.*}} what parameter 'box' points to may be freed
; BLIND: remark: {{.*}} what parameter 'box' points to may be freed
; BLIND-NEXT: remark: {{.*}} what parameter 'box' points to is passed to 'drop', which may keep it
define void @drop_content(ptr %box) {
  %p = load ptr, ptr %box
  call void @drop(ptr %p)
  ret void
}

; CHECK: remark: {{.*}} parameter 'p' may be freed
; CHECK: remark: {{.*}} parameter 'p' is passed to 'stranger', which may keep it
define void @hand_on(ptr %p) {
  call void @stranger(ptr %p)
  ret void
}

; By way of a callee that hands it back.
; CHECK: remark: {{.*}} parameter 'p' flows to the result
define ptr @same(ptr %p) {
  ret ptr %p
}
; CHECK: remark: {{.*}} parameter 'a' flows to the result
; CHECK: remark: {{.*}} parameter 'b' flows to the result
define ptr @either(i1 %c, ptr %a, ptr %b) {
  %x = call ptr @same(ptr %a)
  %y = call ptr @same(ptr %b)
  %r = select i1 %c, ptr %x, ptr %y
  ret ptr %r
}

; A number that is found behind a parameter is rarely a pointer.
; CHECK: remark: {{.*}} parameter 'p' does not escape
define i64 @number(ptr %p) {
  %v = load i64, ptr %p
  ret i64 %v
}

; Parameters without a name have a number; what is no pointer is not spoken of.
; CHECK: remark: {{.*}} parameter 2 is stored through parameter 3
; CHECK: remark: {{.*}} parameter 3 does not escape
define void @put(i32 %0, ptr %1, ptr %2) {
  store ptr %1, ptr %2
  ret void
}
