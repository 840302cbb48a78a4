; RUN: %opt -passes='print<escape>,escape<verify;no-cleanup>' -disable-output %s | %FileCheck %s
; An inalloca argument must be an alloca of its own kind, which a slot is not: the IR was invalid (trap 58).

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @take(ptr inalloca([4 x i8])) nounwind willreturn

; CHECK: heap: escapes-to-call 'take'
define void @f() {
  %p = call ptr @malloc(i64 16)
  call void @take(ptr inalloca([4 x i8]) nocapture nofree %p) nounwind willreturn
  call void @free(ptr %p)
  ret void
}
