; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 50: `tail` promises that the callee does not touch the caller's slots. It goes from every call of a changed
; function, for the pointer may reach any of them through memory. Functions that are not changed keep theirs.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64) nounwind willreturn
declare void @free(ptr) nounwind willreturn
declare void @use(ptr nocapture nofree)
declare void @quiet() nounwind willreturn nofree nosync memory(readwrite, inaccessiblemem: none)
declare i32 @number(i32)

; CHECK-LABEL: define void @direct(
; CHECK:         {{^  }}call void @use(ptr %p.stack)
define void @direct() {
  %p = tail call ptr @malloc(i64 8)
  tail call void @use(ptr %p)
  tail call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @through_memory(
; CHECK:         {{^  }}call void @use(ptr %holder.stack)
; CHECK-NOT:     tail call
; CHECK:       }
define void @through_memory() {
  %holder = tail call ptr @malloc(i64 8)
  store ptr null, ptr %holder
  tail call void @use(ptr %holder)
  tail call void @free(ptr %holder)
  ret void
}

; Proof B: captured in a global, so a call without arguments can get at it.
; CHECK-LABEL: define void @through_a_global(
; CHECK:         %p.stack = alloca
; CHECK:         {{^  }}call void @quiet()
define void @through_a_global() {
  %p = tail call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  tail call void @quiet()
  tail call void @free(ptr %p)
  ret void
}

; notail says the opposite, and stays.
; CHECK-LABEL: define i32 @notail(
; CHECK:         notail call i32 @number
define i32 @notail() {
  %p = tail call ptr @malloc(i64 8)
  tail call void @use(ptr %p)
  %r = notail call i32 @number(i32 1)
  ret i32 %r
}

; CHECK-LABEL: define i32 @unchanged(
; CHECK:         tail call i32 @number
define i32 @unchanged() {
  %r = tail call i32 @number(i32 1)
  ret i32 %r
}

; Refused, so unchanged.
; CHECK-LABEL: define ptr @refused(
; CHECK:         tail call ptr @malloc
; CHECK:         tail call void @use
define ptr @refused() {
  %p = tail call ptr @malloc(i64 8)
  tail call void @use(ptr %p)
  ret ptr %p
}
