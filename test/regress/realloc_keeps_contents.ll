; RUN: %opt -passes='print<escape>' -disable-output -escape-no-resize -escape-no-turns %s | %FileCheck %s

; realloc makes a new instance with the old contents, so it ends no life of a pointer that is stored in it: what row[0]
; held is read when the next one has been allocated (trap 22, trap 36, trap 91).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)

; CHECK-LABEL: function 'rows'
; CHECK: heap: resized
; CHECK: heap: multiple-instances
define i64 @rows() {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %stored ]
  %old = phi ptr [ null, %entry ], [ %row, %stored ]
  %total = phi i64 [ 0, %entry ], [ %sum, %stored ]
  %next = add i64 %i, 1
  %size = shl i64 %next, 3
  %row = call ptr @realloc(ptr %old, i64 %size)
  %some = icmp ugt i64 %i, 1
  br i1 %some, label %read, label %stored
read:
  %here = getelementptr ptr, ptr %row, i64 %i
  %there = getelementptr i8, ptr %here, i64 -16
  %p = load ptr, ptr %there
  %v = load i64, ptr %p
  %new = add i64 %total, %v
  br label %stored
stored:
  %sum = phi i64 [ %new, %read ], [ %total, %loop ]
  %number = call ptr @malloc(i64 8)
  store i64 %next, ptr %number
  %at = getelementptr ptr, ptr %row, i64 %i
  store ptr %number, ptr %at
  %end = icmp eq i64 %next, 10
  br i1 %end, label %out, label %loop
out:
  call void @free(ptr %row)
  ret i64 %sum
}
