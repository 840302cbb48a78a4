; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s

; Whether a phi holds the slot is asked where its operands come from. There is no place for a comparison behind an
; invoke and before the phi that takes its result over: the IR was invalid (trap 46, trap 97).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare ptr @same(ptr returned nocapture nofree) nofree memory(argmem: readwrite)
declare i32 @__gxx_personality_v0(...)

; CHECK-LABEL: define i8 @f(
; CHECK: %p = call ptr @malloc(i64 16)
; CHECK: call void @free(ptr %z)
define i8 @f(ptr %q, i1 %c) personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 16)
  store i8 7, ptr %p
  br i1 %c, label %a, label %b
a:
  %r = invoke ptr @same(ptr %p) to label %merged unwind label %thrown
b:
  br label %merged
merged:
  %z = phi ptr [ %r, %a ], [ %q, %b ]
  %v = load i8, ptr %z
  call void @free(ptr %z)
  ret i8 %v
thrown:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
}
