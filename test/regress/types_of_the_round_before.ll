; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; The type that !tbaa gives an access tells it apart from accesses of other types to other objects. In a slot that is
; used again they are accesses to one object (trap 95).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define i32 @rounds(
; CHECK:         alloca [64 x i8]
; CHECK-NOT:     !tbaa
; CHECK:       }
define i32 @rounds(i64 %i, i64 %j) {
entry:
  br label %loop
loop:
  %r = phi i32 [ 0, %entry ], [ %next, %join ]
  %x = phi i32 [ 0, %entry ], [ %sum, %join ]
  %p = call ptr @malloc(i64 64)
  %odd = trunc i32 %r to i1
  br i1 %odd, label %a, label %b
a:
  %f = getelementptr float, ptr %p, i64 %i
  store float 3.0, ptr %f, !tbaa !1
  br label %join
b:
  %q = getelementptr i32, ptr %p, i64 %i
  store i32 %r, ptr %q, !tbaa !3
  %s = getelementptr i32, ptr %p, i64 %j
  %v = load i32, ptr %s, !tbaa !3
  br label %join
join:
  %w = phi i32 [ 1, %a ], [ %v, %b ]
  call void @free(ptr %p)
  %sum = add i32 %x, %w
  %next = add i32 %r, 1
  %more = icmp ult i32 %next, 1000
  br i1 %more, label %loop, label %out
out:
  ret i32 %sum
}

!0 = !{!"root"}
!1 = !{!2, !2, i64 0}
!2 = !{!"float", !5, i64 0}
!3 = !{!4, !4, i64 0}
!4 = !{!"int", !5, i64 0}
!5 = !{!"char", !0, i64 0}
