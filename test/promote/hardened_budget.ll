; RUN: %opt -passes='escape<hardened;frame-budget=32;no-cleanup;verify>' -S %s | %FileCheck %s
; RUN: %opt -passes='escape<frame-budget=48;no-cleanup;verify>' -S %s | %FileCheck %s --check-prefix=ALL
; ALL-NOT: call ptr @malloc
; -escape-hardened (trap 66): on trial the first object takes all that a frame may have, so that nobody looked at the
; second. There is room for it once the first has to stay, but nothing is known of its accesses.

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @fill(ptr nocapture nofree) nounwind

; CHECK-LABEL: define i8 @not_on_trial(
; CHECK: call ptr @malloc(i64 32)
; CHECK: call ptr @malloc(i64 16)
define i8 @not_on_trial(i64 %i) {
  %p = call ptr @malloc(i64 32)
  call void @fill(ptr %p)
  %q = call ptr @malloc(i64 16)
  %at = getelementptr i8, ptr %q, i64 %i
  store i8 1, ptr %at
  %v = load i8, ptr %q
  call void @free(ptr %p)
  call void @free(ptr %q)
  ret i8 %v
}
