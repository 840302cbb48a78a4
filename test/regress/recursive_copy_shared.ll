; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 125: a copy that calls itself, and one that calls the original, are two, although the same frees are left out of
; both. Taken for one, either the others' nodes are never freed, or slots are.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

define internal void @free_list(ptr %list) {
  %end = icmp eq ptr %list, null
  br i1 %end, label %out, label %more
more:
  %next = load ptr, ptr %list
  call void @free(ptr %list)
  call void @free_list(ptr %next)
  br label %out
out:
  ret void
}

; CHECK-LABEL: define void @others_follow(
; CHECK:         call void @[[ONCE:free_list.escape[.0-9]*]](ptr %a.stack)
define void @others_follow(ptr %others) {
  %a = call ptr @malloc(i64 8)
  store ptr %others, ptr %a
  call void @free_list(ptr %a)
  ret void
}

; CHECK-LABEL: define void @all_mine(
; CHECK:         call void @[[ALL:free_list.escape[.0-9]*]](ptr %b.stack)
define void @all_mine() {
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  store ptr null, ptr %a
  store ptr %a, ptr %b
  call void @free_list(ptr %b)
  ret void
}

; CHECK:       define internal void @[[ONCE]](ptr %list)
; CHECK:         call void @free_list(ptr %next)
; CHECK:       define internal void @[[ALL]](ptr %list)
; CHECK:         call void @[[ALL]](ptr %next)
