; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A number that came from outside is only an index (trap 77).

; LangRef, getelementptr: the result is based on the pointer operand. An index moves it within the array, no further.

target triple = "x86_64-unknown-linux-gnu"

@table = global [4 x ptr] zeroinitializer

declare ptr @malloc(i64)

; CHECK-LABEL: function 'stored_at_a_run_time_index'
; CHECK: heap: escapes-to-global 'table'
define void @stored_at_a_run_time_index(i64 %i) {
  %p = call ptr @malloc(i64 8)
  %at = getelementptr [4 x ptr], ptr @table, i64 0, i64 %i
  store ptr %p, ptr %at
  ret void
}

; CHECK-LABEL: function 'stored_in_a_local_array_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @stored_in_a_local_array_stack(i64 %i) {
  %array = alloca [4 x ptr]
  %p = call ptr @malloc(i64 8)
  %at = getelementptr [4 x ptr], ptr %array, i64 0, i64 %i
  store ptr %p, ptr %at
  ret void
}

; The length of what was written: `end - begin`.
; CHECK-LABEL: function 'difference_within_stack'
; CHECK: stack 32 bytes, align 16, proof no-escape
define i64 @difference_within_stack(i64 %n) {
  %p = call ptr @malloc(i64 32)
  %q = getelementptr i8, ptr %p, i64 %n
  %a = ptrtoint ptr %p to i64
  %b = ptrtoint ptr %q to i64
  %d = sub i64 %b, %a
  ret i64 %d
}
