; RUN: %opt -passes='print<escape>' -disable-output -escape-speculative-size=0 %s | %FileCheck %s
; Sizes that are not constant, but cannot exceed something: the slot has the bound (trap 28).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare i64 @llvm.umin.i64(i64, i64)

; CHECK-LABEL: function 'mask_stack'
; CHECK: stack-bounded 63 bytes, align 16, proof no-escape
define void @mask_stack(i64 %x) {
  %n = and i64 %x, 63
  %p = call ptr @malloc(i64 %n)
  ret void
}

; CHECK-LABEL: function 'minimum_stack'
; CHECK: stack-bounded 100 bytes
define void @minimum_stack(i64 %x) {
  %n = call i64 @llvm.umin.i64(i64 %x, i64 100)
  %p = call ptr @malloc(i64 %n)
  ret void
}

; if (n > 64) return;
; CHECK-LABEL: function 'branch_stack'
; CHECK: stack-bounded 64 bytes
define void @branch_stack(i64 %n) {
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %good
good:
  %p = call ptr @malloc(i64 %n)
  ret void
out:
  ret void
}

; The other side of the same branch.
; CHECK-LABEL: function 'wrong_side_of_the_branch'
; CHECK: heap: unknown-size
define void @wrong_side_of_the_branch(i64 %n) {
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %large.one, label %out
large.one:
  %p = call ptr @malloc(i64 %n)
  ret void
out:
  ret void
}

; A check that comes too late bounds nothing.
; CHECK-LABEL: function 'checked_afterwards'
; CHECK: heap: unknown-size
define void @checked_afterwards(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  %large = icmp ugt i64 %n, 64
  br i1 %large, label %out, label %good
good:
  store i8 1, ptr %p
  ret void
out:
  ret void
}

; A signed comparison lets negative numbers through, which are huge sizes.
; CHECK-LABEL: function 'signed_check'
; CHECK: heap: unknown-size
define void @signed_check(i64 %n) {
  %large = icmp sgt i64 %n, 64
  br i1 %large, label %out, label %good
good:
  %p = call ptr @malloc(i64 %n)
  ret void
out:
  ret void
}

; CHECK-LABEL: function 'select_stack'
; CHECK: stack-bounded 48 bytes
define void @select_stack(i1 %c) {
  %n = select i1 %c, i64 16, i64 48
  %p = call ptr @malloc(i64 %n)
  ret void
}

; CHECK-LABEL: function 'phi_stack'
; CHECK: stack-bounded 48 bytes
define void @phi_stack(i32 %c) {
entry:
  switch i32 %c, label %join [ i32 1, label %a
                               i32 2, label %b ]
a:
  br label %join
b:
  br label %join
join:
  %n = phi i64 [ 16, %entry ], [ 32, %a ], [ 48, %b ]
  %p = call ptr @malloc(i64 %n)
  ret void
}

; CHECK-LABEL: function 'range_metadata_stack'
; CHECK: stack-bounded 31 bytes
define void @range_metadata_stack(ptr %from) {
  %n = load i64, ptr %from, !range !0
  %p = call ptr @malloc(i64 %n)
  ret void
}

; CHECK-LABEL: function 'narrow_type_stack'
; CHECK: stack-bounded 255 bytes
define void @narrow_type_stack(i8 %x) {
  %n = zext i8 %x to i64
  %p = call ptr @malloc(i64 %n)
  ret void
}

; A wider type is not a bound worth having: 65535 bytes are over the limit.
; CHECK-LABEL: function 'less_narrow_type'
; CHECK: heap: too-large
define void @less_narrow_type(i16 %x) {
  %n = zext i16 %x to i64
  %p = call ptr @malloc(i64 %n)
  ret void
}

; CHECK-LABEL: function 'remainder_stack'
; CHECK: stack-bounded 9 bytes
define void @remainder_stack(i64 %x) {
  %n = urem i64 %x, 10
  %p = call ptr @malloc(i64 %n)
  ret void
}

; 4 * n + 8 with n <= 20
; CHECK-LABEL: function 'computed_stack'
; CHECK: stack-bounded 88 bytes
define void @computed_stack(i64 %x) {
  %n = call i64 @llvm.umin.i64(i64 %x, i64 20)
  %a = mul nuw i64 %n, 4
  %b = add nuw i64 %a, 8
  %p = call ptr @malloc(i64 %b)
  ret void
}

; CHECK-LABEL: function 'unbounded'
; CHECK: heap: unknown-size
define void @unbounded(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  ret void
}

; n + 1 may be 0, and n anything.
; CHECK-LABEL: function 'overflow'
; CHECK: heap: unknown-size
define void @overflow(i64 %n) {
  %m = add i64 %n, 1
  %p = call ptr @malloc(i64 %m)
  ret void
}

!0 = !{i64 0, i64 32}

; -escape-no-bounds: constants only.
; RUN: %opt -passes='print<escape>' -disable-output -escape-speculative-size=0 -escape-no-bounds %s | %FileCheck --check-prefix=OFF %s
; OFF-NOT: stack-bounded
; OFF: heap: unknown-size
; OFF-NOT: stack-bounded

; What only the type of a counter bounds is unknown: "up to 34359738360 bytes" helps nobody.
; CHECK-LABEL: function 'bounded_by_its_type'
; CHECK: heap: unknown-size
define void @bounded_by_its_type(i32 %n) {
  %wide = zext i32 %n to i64
  %bytes = mul i64 %wide, 8
  %p = call ptr @malloc(i64 %bytes)
  call void @free(ptr %p)
  ret void
}

; Where it is undefined it has no bound.
; CHECK-LABEL: function 'undefined_on_one_path'
; CHECK: heap: unknown-size
define void @undefined_on_one_path(i1 %c, i64 %x) {
entry:
  br i1 %c, label %a, label %b
a:
  %m = and i64 %x, 15
  br label %join
b:
  br label %join
join:
  %n = phi i64 [ %m, %a ], [ undef, %b ]
  %p = call ptr @malloc(i64 %n)
  ret void
}
