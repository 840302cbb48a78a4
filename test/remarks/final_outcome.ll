; RUN: %opt -passes='escape' -pass-remarks=escape -pass-remarks-missed=escape -pass-remarks-analysis='^escape$' \
; RUN:   -disable-output %s 2>&1 | %FileCheck --implicit-check-not=remark %s
; Trap 82: one verdict for each site, and it is what was done in the end. An object that does not escape, but then turns
; out to be too large, one of several or not to be told apart from others where it is freed, has not moved; and the
; summary counts what the rewrite made. Nothing is said before everything is decided.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; The last refusals come from the plan, when options and budgets have admitted the site already.
; CHECK: remark: {{.*}} 'malloc' of 8 bytes does not escape, but stays on the heap: it is freed in a way that cannot be told apart from other blocks
; CHECK-NEXT: remark: {{.*}} 0 of 1 heap allocations in 'refused_by_the_plan' moved to the stack (0 bytes)
define void @refused_by_the_plan(i1 %c, ptr %given) personality ptr @__gxx_personality_v0 {
  br i1 %c, label %a, label %b
a:
  %own = call ptr @malloc(i64 8)
  br label %b
b:
  %p = phi ptr [ %own, %a ], [ %given, %0 ]
  invoke void @free(ptr %p) to label %out unwind label %pad
out:
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  ret void
}

; CHECK-NEXT: remark: {{.*}} 'malloc' of 1024 bytes moved to the stack: it does not escape
; CHECK-NEXT: remark: {{.*}} 'malloc' of 2000 bytes does not escape, but stays on the heap: larger than the limit of 1024 bytes
; CHECK-NEXT: remark: {{.*}} 'malloc' of up to 255 bytes moved to the stack: it does not escape
; CHECK-NEXT: remark: {{.*}} 2 of 3 heap allocations in 'some' moved to the stack (1279 bytes)
define void @some(i8 %n) {
  %p = call ptr @malloc(i64 1024)
  call void @use(ptr %p)
  %q = call ptr @malloc(i64 2000)
  call void @use(ptr %q)
  %m = and i8 %n, 254
  %size = zext i8 %m to i64
  %more = add nuw i64 %size, 1
  %r = call ptr @malloc(i64 %more)
  call void @use(ptr %r)
  call void @free(ptr %p)
  call void @free(ptr %q)
  call void @free(ptr %r)
  ret void
}

; What later passes make of a slot is not known: this one vanishes, and has moved all the same.
; CHECK-NEXT: remark: {{.*}} 'malloc' of 8 bytes moved to the stack: it does not escape
; CHECK-NEXT: remark: {{.*}} 1 of 1 heap allocations in 'vanishes' moved to the stack (8 bytes)
define i8 @vanishes(i8 %v) {
  %p = call ptr @malloc(i64 8)
  store i8 %v, ptr %p
  %w = load i8, ptr %p
  call void @free(ptr %p)
  ret i8 %w
}

declare i32 @__gxx_personality_v0(...)
