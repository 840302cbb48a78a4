; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Proof B: the object is captured, but its lifetime ends before the frame (trap 1).

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64) nounwind willreturn
declare void @free(ptr) nounwind willreturn
declare void @quiet() nounwind willreturn nofree nosync memory(readwrite, inaccessiblemem: none)

; CHECK-LABEL: define void @f(
; CHECK-NEXT:    %p.stack = alloca [8 x i8], align 16
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    store ptr %p.stack, ptr @g
; CHECK-NEXT:    call void @quiet()
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    ret void
define void @f() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  call void @quiet()
  call void @free(ptr %p)
  ret void
}

; The local that held it was published, and somebody has put another block there since: that one is still freed.
; CHECK-LABEL: define void @another_block_is_freed(
; CHECK:         %x = load ptr, ptr %local
; CHECK:         call void @free(ptr %x)
define void @another_block_is_freed() {
  %local = alloca ptr
  store ptr %local, ptr @g
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  call void @free(ptr %p)
  call void @fill()
  %x = load ptr, ptr %local
  call void @free(ptr %x)
  ret void
}

declare void @fill()

; A copy of the pointer comes back from the global, and what is read through it is read from the slot (section 8).
; CHECK-LABEL: define i32 @read_through_the_copy(
; CHECK:         load i32, ptr %q, align 4{{$}}
define i32 @read_through_the_copy() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  store i32 1, ptr %p
  call void @quiet()
  %q = load ptr, ptr @g
  %v = load i32, ptr %q, align 4, !invariant.load !0
  call void @free(ptr %p)
  ret i32 %v
}

!0 = !{}
