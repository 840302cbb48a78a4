; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; Of llvm.ptrmask only the pointer was followed. The mask can be an address too, and all of it comes through.

; Trap 5, trap 88: an integer that was a pointer is followed to its inttoptr, or it escapes.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @llvm.ptrmask.p0.i64(ptr, i64)

; CHECK-LABEL: function 'all_bits_of_the_mask'
; CHECK: heap: escapes-to-return
define i64 @all_bits_of_the_mask() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %all = inttoptr i64 -1 to ptr
  %q = call ptr @llvm.ptrmask.p0.i64(ptr %all, i64 %i)
  %r = ptrtoint ptr %q to i64
  ret i64 %r
}
