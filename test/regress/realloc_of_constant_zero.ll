; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Where the block surely is in the slot and surely nothing is asked for, the question whether the realloc ends it is
; answered at compile time, with yes. Taken for no, the slot was copied to a block of no bytes (trap 118).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define ptr @ends(
; CHECK:         br i1 false, label %[[STAYS:.*]], label %[[NO:.*]]
; CHECK:       [[NO]]:
; CHECK-NEXT:    br i1 true, label %[[ENDS:.*]], label %[[MOVES:.*]]
; CHECK:       [[ENDS]]:
; CHECK-NEXT:    br label %[[JOIN:.*]]
; CHECK:       [[JOIN]]:
; CHECK-NEXT:    %[[R:.*]] = phi ptr [ null, %[[ENDS]] ], 
define ptr @ends() {
  %p = call ptr @malloc(i64 10)
  call void @use(ptr %p)
  %q = call ptr @realloc(ptr %p, i64 0)
  %null = icmp eq ptr %q, null
  call void @free(ptr %q)
  %r = select i1 %null, ptr null, ptr @use
  ret ptr %r
}
