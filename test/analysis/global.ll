; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; A global outlives every frame (trap 1). That the program clears it later needs a proof by paths, which there is only for
; frees.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null
@number = global i64 0
@bytes = global [8 x i8] zeroinitializer
@table = global [4 x ptr] zeroinitializer
@own = thread_local global ptr null

declare ptr @malloc(i64)
declare ptr @llvm.threadlocal.address.p0(ptr)

; CHECK-LABEL: function 'stored'
; CHECK: heap: escapes-to-global 'g'
; CHECK: stored: store ptr %p, ptr @g
define void @stored() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  ret void
}

; CHECK-LABEL: function 'stored_behind_a_constant_expression'
; CHECK: heap: escapes-to-global 'table'
define void @stored_behind_a_constant_expression() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr getelementptr ([4 x ptr], ptr @table, i64 0, i64 2)
  ret void
}

; The thread may live on, and other threads may have got the address of the variable.
; CHECK-LABEL: function 'stored_to_thread_local'
; CHECK: heap: escapes-to-global 'own'
define void @stored_to_thread_local() {
  %p = call ptr @malloc(i64 8)
  %at = call ptr @llvm.threadlocal.address.p0(ptr @own)
  store ptr %p, ptr %at
  ret void
}

; CHECK-LABEL: function 'stored_as_integer'
; CHECK: heap: escapes-to-global 'number'
define void @stored_as_integer() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  store i64 %i, ptr @number
  ret void
}

; Two halves make a whole.
; CHECK-LABEL: function 'stored_in_halves'
; CHECK: heap: escapes-to-global 'number'
define void @stored_in_halves() {
  %p = call ptr @malloc(i64 8)
  %i = ptrtoint ptr %p to i64
  %low = trunc i64 %i to i32
  %shifted = lshr i64 %i, 32
  %high = trunc i64 %shifted to i32
  store i32 %low, ptr @number
  store i32 %high, ptr getelementptr (i8, ptr @number, i64 4)
  ret void
}

; memcpy(bytes, &p, 8), as bytes.
; CHECK-LABEL: function 'stored_byte_by_byte'
; CHECK: heap: escapes-to-global 'bytes'
define void @stored_byte_by_byte() {
  %local = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %local
  %at = getelementptr i8, ptr %local, i64 5
  %byte = load i8, ptr %at
  store i8 %byte, ptr getelementptr (i8, ptr @bytes, i64 5)
  ret void
}

; Another thread, or a handler, may have read it in between.
; CHECK-LABEL: function 'stored_and_cleared'
; CHECK: heap: escapes-to-global 'g'
define void @stored_and_cleared() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @g
  store ptr null, ptr @g
  ret void
}

; What came from the global points elsewhere.
; CHECK-LABEL: function 'global_is_stored_in_it_stack'
; CHECK: stack 8 bytes, align 16, proof no-escape
define void @global_is_stored_in_it_stack() {
  %p = call ptr @malloc(i64 8)
  %x = load ptr, ptr @g
  store ptr %x, ptr %p
  ret void
}

; A device register, or whatever else is at a known address.
; CHECK-LABEL: function 'stored_behind_a_number'
; CHECK: heap: escapes-to-memory
define void @stored_behind_a_number() {
  %p = call ptr @malloc(i64 8)
  %somewhere = load ptr, ptr inttoptr (i64 4096 to ptr)
  store ptr %p, ptr %somewhere
  ret void
}
