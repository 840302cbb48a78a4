; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 52: in a recursive function a slot that is compared looks captured, and what was a loop would stay a recursion. An
; origin beside the pointer is fine; where there is none the object stays.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @origin_is_known(
; CHECK:         %p.stack = alloca
; CHECK:         %origin = phi i1
; CHECK-NOT:     icmp eq ptr
; CHECK:       }
define void @origin_is_known(i32 %n, ptr %other) {
entry:
  %c = icmp eq i32 %n, 0
  br i1 %c, label %a, label %join
a:
  %p = call ptr @malloc(i64 8)
  br label %join
join:
  %x = phi ptr [ %p, %a ], [ %other, %entry ]
  call void @use(ptr %x)
  call void @free(ptr %x)
  %m = sub i32 %n, 1
  call void @origin_is_known(i32 %m, ptr null)
  ret void
}

; CHECK-LABEL: define void @origin_is_in_memory_heap(
; CHECK:         call ptr @malloc
; CHECK-NOT:     icmp eq ptr
; CHECK:         call void @free(ptr %x)
define void @origin_is_in_memory_heap(i32 %n, ptr %other) {
entry:
  %local = alloca ptr
  %c = icmp eq i32 %n, 0
  store ptr %other, ptr %local
  br i1 %c, label %a, label %join
a:
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  br label %join
join:
  %x = load ptr, ptr %local
  call void @free(ptr %x)
  %m = sub i32 %n, 1
  call void @origin_is_in_memory_heap(i32 %m, ptr null)
  ret void
}

; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck --check-prefix=WHY %s
; WHY-LABEL: function 'origin_is_in_memory_heap'
; WHY: heap: guard-in-recursion
