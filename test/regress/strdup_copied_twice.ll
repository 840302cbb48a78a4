; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; A string that is too long for its slot is copied by malloc and memcpy, since its length is known by then. The strdup
; itself was left beside them where no clean-up found it: one copy more, which nobody frees (trap 117).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @strdup(ptr)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare i32 @__gxx_personality_v0(...)

; CHECK-LABEL: define void @called(
; CHECK-NOT:     @strdup
; CHECK:         ret void
define void @called(ptr %s) {
  %p = call ptr @strdup(ptr %s)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @invoked(
; CHECK-NOT:     @strdup
; CHECK:         %[[H:.*]] = call ptr @malloc(
; CHECK-NOT:     @strdup
; CHECK:         %p = phi ptr [ %p.stack, %{{.*}} ], [ %[[H]], %{{.*}} ]
; CHECK-NOT:     @strdup
; CHECK:         resume
define void @invoked(ptr %s) personality ptr @__gxx_personality_v0 {
  %p = invoke ptr @strdup(ptr %s) to label %on unwind label %pad
on:
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}
