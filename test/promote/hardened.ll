; -escape-hardened: only what LLVM's stack safety analysis proves to be accessed in bounds moves (trap 66).
; RUN: %opt -passes='escape<hardened;no-cleanup;verify>' -S %s -pass-remarks-missed=escape 2>%t | %FileCheck %s
; RUN: %FileCheck %s --check-prefix=REMARK < %t
; Without it all of them move.
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s --check-prefix=ALL
; ALL-NOT: call ptr @malloc
; The copies on which it was tried are gone, and the module is what it was.
; RUN: %opt -passes='escape<hardened;dry-run>' -S %s | grep -c '^define' | %FileCheck %s --check-prefix=COUNT
; COUNT: {{^}}9{{$}}
; RUN: %opt -passes='print<escape>' -escape-hardened -disable-output %s | %FileCheck %s --check-prefix=FACTS
; FACTS-LABEL: function 'beyond'
; FACTS: heap: not-in-bounds

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @fill(ptr nocapture nofree) nounwind

; CHECK-LABEL: define i8 @constant(
; CHECK-NOT: @malloc
define i8 @constant() {
  %p = call ptr @malloc(i64 16)
  %last = getelementptr i8, ptr %p, i64 15
  store i8 1, ptr %last
  %v = load i8, ptr %last
  call void @free(ptr %p)
  ret i8 %v
}

; REMARK: not all of its accesses are proved to be in bounds
; CHECK-LABEL: define i8 @beyond(
; CHECK: call ptr @malloc(i64 16)
; CHECK: call void @free(
define i8 @beyond() {
  %p = call ptr @malloc(i64 16)
  %last = getelementptr i8, ptr %p, i64 16
  store i8 1, ptr %last
  %v = load i8, ptr %p
  call void @free(ptr %p)
  ret i8 %v
}

; CHECK-LABEL: define i8 @masked(
; CHECK-NOT: @malloc
define i8 @masked(i64 %i) {
  %p = call ptr @malloc(i64 16)
  %k = and i64 %i, 15
  %at = getelementptr i8, ptr %p, i64 %k
  store i8 1, ptr %at
  %v = load i8, ptr %at
  call void @free(ptr %p)
  ret i8 %v
}

; REMARK: not all of its accesses are proved to be in bounds
; CHECK-LABEL: define i8 @index(
; CHECK: call ptr @malloc(i64 16)
define i8 @index(i64 %i) {
  %p = call ptr @malloc(i64 16)
  %at = getelementptr i8, ptr %p, i64 %i
  store i8 1, ptr %at
  %v = load i8, ptr %p
  call void @free(ptr %p)
  ret i8 %v
}

; CHECK-LABEL: define void @loop(
; CHECK-NOT: @malloc
define void @loop() {
entry:
  %p = call ptr @malloc(i64 16)
  br label %body
body:
  %i = phi i64 [ 0, %entry ], [ %next, %body ]
  %at = getelementptr i8, ptr %p, i64 %i
  store i8 1, ptr %at
  %next = add nuw nsw i64 %i, 1
  %more = icmp ult i64 %next, 16
  br i1 %more, label %body, label %done
done:
  call void @free(ptr %p)
  ret void
}

; The analysis looks into functions of the module, but cannot see what others do.
define internal void @first(ptr nocapture %p) nofree nounwind {
  store i8 1, ptr %p
  ret void
}

; CHECK-LABEL: define void @callee(
; CHECK-NOT: @malloc
define void @callee() {
  %p = call ptr @malloc(i64 16)
  call void @first(ptr nocapture nofree %p)
  call void @free(ptr %p)
  ret void
}

; REMARK: not all of its accesses are proved to be in bounds
; CHECK-LABEL: define void @unknown(
; CHECK: call ptr @malloc(i64 16)
define void @unknown() {
  %p = call ptr @malloc(i64 16)
  call void @fill(ptr %p)
  call void @free(ptr %p)
  ret void
}

; One of two: sites keep their numbers.
; REMARK: 'malloc' of 24 bytes {{.*}}not all of its accesses are proved to be in bounds
; CHECK-LABEL: define void @second(
; CHECK: call ptr @malloc(i64 24)
; CHECK-NOT: call ptr @malloc(i64 8)
define void @second() {
  %p = call ptr @malloc(i64 24)
  call void @fill(ptr %p)
  %q = call ptr @malloc(i64 8)
  store i8 1, ptr %q
  call void @free(ptr %p)
  call void @free(ptr %q)
  ret void
}
