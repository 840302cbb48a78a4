; What -escape-checked makes of a promotion: memory of its own for each instance, and every place where it dies.
; RUN: %opt -passes='escape<checked;no-cleanup;verify>' -S %s | %FileCheck %s
; Without it nothing of that is there.
; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s --check-prefix=OFF
; OFF-NOT: __escape_checked

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare void @free(ptr)
declare i32 @setjmp(ptr) returns_twice
declare void @use(ptr nocapture nofree) nounwind
declare i32 @__gxx_personality_v0(...)
declare void @may_throw()
declare i32 @other(i32)

; CHECK: @escape.site = private {{.*}} c"'malloc' of 8 bytes in 'removed'\00"
; CHECK: @escape.proof = private {{.*}} c"the proof that it does not escape\00"

; CHECK-LABEL: define i8 @removed(
; CHECK: %checked = alloca [8 x i8], align 8
; CHECK-NEXT: store ptr null, ptr %checked
; CHECK: %[[P:.*]] = call ptr @__escape_checked_place(ptr %checked, i64 8, i64 16, ptr @escape.site, ptr @escape.proof)
; CHECK-NEXT: store i8 1, ptr %[[P]]
; CHECK: call void @__escape_checked_freed(ptr %[[P]], i32 1)
; CHECK-NEXT: call void @__escape_checked_leave(ptr %checked)
; CHECK-NEXT: ret i8
define i8 @removed() {
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  %v = load i8, ptr %p
  call void @free(ptr %p)
  ret i8 %v
}

; The zeroes go where the object is. Both returns leave.
; CHECK-LABEL: define i8 @zeroed(
; CHECK: %[[P:.*]] = call ptr @__escape_checked_place(
; CHECK: call void @llvm.memset.p0.i64(ptr align 16 %[[P]], i8 0, i64 32
; CHECK: a:
; CHECK-NEXT: call void @__escape_checked_leave(
; CHECK-NEXT: ret i8 0
; CHECK: b:
; CHECK: call void @__escape_checked_leave(
; CHECK-NEXT: ret i8
define i8 @zeroed(i1 %c) {
  %p = call ptr @calloc(i64 4, i64 8)
  br i1 %c, label %a, label %b
a:
  ret i8 0
b:
  %v = load i8, ptr %p
  ret i8 %v
}

; A guard is checked on both sides: what it takes for a slot, and what it hands to free.
; CHECK-LABEL: define void @guarded(
; CHECK: %origin = phi i1
; CHECK: %[[O:.*]] = zext i1 %origin to i32
; CHECK: call void @__escape_checked_freed(ptr %r, i32 %[[O]])
; CHECK: call void @free(ptr %r)
define void @guarded(i1 %c, ptr %q) {
entry:
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  br label %b
b:
  %r = phi ptr [ %p, %a ], [ %q, %entry ]
  call void @free(ptr %r)
  ret void
}

; A guard that compares reads the slot's address from the handle: its place dominates nothing.
; CHECK-LABEL: define void @compared(
; CHECK: %[[NOW:.*]] = load ptr, ptr %checked
; CHECK: %[[EQ:.*]] = icmp eq ptr %{{.*}}, %[[NOW]]
define void @compared(i1 %c, ptr %q) {
entry:
  %holder = alloca ptr
  store ptr %q, ptr %holder
  br i1 %c, label %a, label %b
a:
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  store ptr %p, ptr %holder
  br label %b
b:
  %r = load ptr, ptr %holder
  call void @free(ptr %r)
  ret void
}

; Nothing may stand between a musttail call and its return.
; CHECK-LABEL: define i32 @tail(
; CHECK: away:
; CHECK-NEXT: call void @__escape_checked_leave(
; CHECK-NEXT: %r = musttail call i32 @other(i32 %n)
; CHECK-NEXT: ret i32 %r
define i32 @tail(i32 %n) {
  %c = icmp eq i32 %n, 0
  br i1 %c, label %alone, label %away
alone:
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  call void @use(ptr %p)
  ret i32 0
away:
  %r = musttail call i32 @other(i32 %n)
  ret i32 %r
}

; Exceptions and longjmp arrive: what was deeper is gone. Functions without a site are told too.
; CHECK-LABEL: define void @lands(
; CHECK: landingpad
; CHECK-NEXT: cleanup
; CHECK-NEXT: call void @__escape_checked_landed()
define void @lands() personality ptr @__gxx_personality_v0 {
  invoke void @may_throw() to label %ok unwind label %pad
ok:
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

; CHECK-LABEL: define i32 @sets(
; CHECK: call i32 @setjmp(ptr %b)
; CHECK-NEXT: call void @__escape_checked_landed()
define i32 @sets(ptr %b) {
  %r = call i32 @setjmp(ptr %b) returns_twice
  ret i32 %r
}

; An exception that is passed on leaves the frame as a return does.
; CHECK-LABEL: define void @resumes(
; CHECK: pad:
; CHECK: call void @__escape_checked_landed()
; CHECK-NEXT: call void @__escape_checked_freed(
; CHECK-NEXT: call void @__escape_checked_leave(
; CHECK-NEXT: resume
define void @resumes() personality ptr @__gxx_personality_v0 {
  %p = call ptr @malloc(i64 8)
  store i8 1, ptr %p
  call void @use(ptr %p)
  invoke void @may_throw() to label %ok unwind label %pad
ok:
  call void @free(ptr %p)
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  call void @free(ptr %p)
  resume { ptr, i32 } %e
}

; CHECK: declare ptr @__escape_checked_place(ptr, i64, i64, ptr, ptr) #[[N:[0-9]+]]
; CHECK: attributes #[[N]] = { nounwind }
