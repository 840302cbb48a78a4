; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 73: a profile counts branches and calls, which all stay where they are; what a guard adds has no profile. What
; the profile said of the allocation itself (MemProf) goes with its call.

target triple = "x86_64-unknown-linux-gnu"

@__profc_counted = internal global [2 x i64] zeroinitializer

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @counted(
; CHECK-SAME:    !prof [[ENTRY:![0-9]+]]
; CHECK-NOT:     !memprof
; CHECK-NOT:     !callsite
; CHECK:         br i1 %c, label %a, label %b, !prof [[WEIGHTS:![0-9]+]]
; CHECK:         load i64, ptr @__profc_counted
; CHECK:         store i64 %n1, ptr @__profc_counted
; CHECK:         call void @use(ptr %p.stack), !prof [[CALLS:![0-9]+]]
define void @counted(i1 %c) !prof !0 {
  %p = call ptr @malloc(i64 8), !memprof !3, !callsite !7
  br i1 %c, label %a, label %b, !prof !1
a:
  %n = load i64, ptr @__profc_counted
  %n1 = add i64 %n, 1
  store i64 %n1, ptr @__profc_counted
  call void @use(ptr %p), !prof !2
  br label %b
b:
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @guarded(
; CHECK:         br i1 %c, label %a, label %b, !prof [[WEIGHTS]]
; CHECK:         br i1 %origin, label %{{[0-9]+}}, label %{{[0-9]+}}{{$}}
define void @guarded(i1 %c, ptr %given) {
  br i1 %c, label %a, label %b, !prof !1
a:
  %own = call ptr @malloc(i64 8)
  br label %b
b:
  %p = phi ptr [ %own, %a ], [ %given, %0 ]
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK: [[ENTRY]] = !{!"function_entry_count", i64 100}
; CHECK: [[WEIGHTS]] = !{!"branch_weights", i32 90, i32 10}
; CHECK: [[CALLS]] = !{!"branch_weights", i32 90}
!0 = !{!"function_entry_count", i64 100}
!1 = !{!"branch_weights", i32 90, i32 10}
!2 = !{!"branch_weights", i32 90}
!3 = !{!4}
!4 = !{!5, !"cold"}
!5 = !{i64 1, i64 2}
!7 = !{i64 1}
