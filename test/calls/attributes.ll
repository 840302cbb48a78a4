; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; RUN: %opt -passes='escape,function(gvn,instcombine)' -S %s | %FileCheck --check-prefix=LATER %s
; What was promised of an allocation is not true of a slot, and who compares with slots sees addresses: the copy and the call
; of it promise less (trap 126).

target triple = "x86_64-unknown-linux-gnu"

declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

define noalias nonnull align 32 dereferenceable(32) ptr @make(i64 %n) nofree nounwind willreturn allockind("alloc") memory(inaccessiblemem: readwrite) noinline {
  %p = call ptr @malloc(i64 32)
  ret ptr %p
}

; CHECK-LABEL: define void @made(
; CHECK:         %p = call nonnull ptr @make.escape(i64 32, ptr %p.stack) [[NOTHING:#[0-9]+]]{{$}}
define void @made() {
  %p = call noalias nonnull align 32 dereferenceable(32) ptr @make(i64 32) nofree memory(inaccessiblemem: readwrite) nounwind
  call void @use(ptr %p)
  ret void
}

define noalias dereferenceable_or_null(32) ptr @make_sized(i64 %n) allocsize(0) {
  %p = call ptr @malloc(i64 32)
  ret ptr %p
}

; CHECK-LABEL: define void @made_by_size(
; CHECK:         %p = call ptr @make_sized.escape(i64 32, ptr %p.stack){{$}}
define void @made_by_size() {
  %p = call noalias dereferenceable_or_null(32) ptr @make_sized(i64 32)
  call void @use(ptr %p)
  ret void
}

; Where slots are compared the pointer counts as captured, on the parameter and on the argument; where the free only
; vanishes it does not.
define internal void @drop(ptr nocapture noundef %p) memory(argmem: readwrite, inaccessiblemem: readwrite) nounwind {
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @compared(
; CHECK:         call void @drop.escape(ptr noundef %p, ptr %q.stack) [[NOUNWIND:#[0-9]+]]
define void @compared(i1 %c, ptr %other) {
entry:
  br i1 %c, label %made, label %join
made:
  %q = call ptr @malloc(i64 8)
  br label %join
join:
  %p = phi ptr [ %q, %made ], [ %other, %entry ]
  call void @drop(ptr nocapture noundef %p) nounwind memory(argmem: readwrite, inaccessiblemem: readwrite)
  ret void
}

; CHECK-LABEL: define void @not_compared(
; CHECK:         call void @drop.escape.{{[0-9]+}}(ptr {{nocapture noundef|noundef captures\(none\)}} %p.stack)
define void @not_compared() {
  %p = call ptr @malloc(i64 8)
  call void @drop(ptr nocapture noundef %p)
  ret void
}

; What the caller reads in the slot is what the copy wrote there, and its comparison with the slot is not folded.
define internal noalias ptr @make_filled(i1 %c) memory(inaccessiblemem: readwrite) nofree nounwind willreturn noinline {
  br i1 %c, label %new, label %none
new:
  %p = call ptr @malloc(i64 16)
  ret ptr %p
none:
  ret ptr null
}
define internal void @write(ptr nocapture %p) noinline {
  store i32 42, ptr %p
  ret void
}

; LATER-LABEL: define i32 @read_behind(
; LATER:         call {{.*}}ptr @make_filled.escape(i1 %c, ptr {{.*}})
; LATER:         [[V:%.*]] = load i32
; LATER:         ret i32 [[V]]
define i32 @read_behind(i1 %c, i64 %n) {
  %p = call noalias ptr @make_filled(i1 %c) memory(inaccessiblemem: readwrite) nofree nounwind
  call void @write(ptr %p)
  %v = load i32, ptr %p
  call void @free(ptr %p)
  ret i32 %v
}

define internal noalias ptr @make_some(i64 %n) memory(inaccessiblemem: readwrite) nounwind noinline {
  %p = call ptr @malloc(i64 %n)
  store i8 1, ptr %p
  ret ptr %p
}

; LATER-LABEL: define i8 @guarded(
; LATER:         [[SLOT:%.*]] = icmp eq ptr %p, %p.stack
; LATER:         br i1 [[SLOT]]
define i8 @guarded(i64 %n) {
  %p = call noalias ptr @make_some(i64 %n) memory(inaccessiblemem: readwrite)
  %v = load i8, ptr %p
  call void @free(ptr %p)
  ret i8 %v
}

; Metadata of memory that is a slot now: `!tbaa` and what was said of fresh memory.
define internal ptr @make_typed() noinline {
  %p = call ptr @malloc(i64 16)
  store i32 1, ptr %p, !tbaa !1
  %v = load i32, ptr %p, !invariant.load !0, !noundef !0
  ret ptr %p
}

; CHECK-LABEL: define void @typed(
; CHECK:         %p = call ptr @make_typed.escape(
define void @typed() {
  %p = call ptr @make_typed()
  call void @use(ptr %p)
  ret void
}

; `!range` and the like speak of the value, which is the same. The calling convention stays.
define internal fastcc i32 @make_numbered(ptr %box) noinline {
  %p = call ptr @malloc(i64 16)
  store ptr %p, ptr %box
  ret i32 1
}

; CHECK-LABEL: define i32 @numbered(
; CHECK:         %v = call fastcc i32 @make_numbered.escape(ptr %box, ptr %p.stack), !range
define i32 @numbered() {
  %box = alloca ptr
  %v = call fastcc i32 @make_numbered(ptr %box), !range !4
  %p = load ptr, ptr %box
  call void @use(ptr %p)
  ret i32 %v
}

; CHECK:       define internal nonnull ptr @make.escape(i64 %n, ptr %0) [[MAKE:#[0-9]+]] {
; CHECK:       define internal ptr @make_sized.escape(i64 %n, ptr %0) {
; CHECK:       define internal void @drop.escape(ptr noundef %p, ptr %0) [[NOUNWIND2:#[0-9]+]] {
; CHECK:       define internal void @drop.escape.{{[0-9]+}}(ptr {{nocapture noundef|noundef captures\(none\)}} %p) [[NOUNWIND2]] {
; CHECK:       define internal ptr @make_typed.escape(ptr %0)
; CHECK-NEXT:    store i32 1, ptr %0, align 4{{$}}
; CHECK-NEXT:    load i32, ptr %0, align 4, !noundef
; CHECK:       define internal fastcc i32 @make_numbered.escape(ptr %box, ptr %0)
; CHECK-DAG: attributes [[MAKE]] = { noinline nounwind willreturn }
; CHECK-DAG: attributes [[NOUNWIND2]] = { nounwind }

!0 = !{}
!1 = !{!2, !2, i64 0}
!2 = !{!"int", !3}
!3 = !{!"root"}
!4 = !{i32 0, i32 5}
