; RUN: %opt -passes='print<escape>,escape<verify>' -disable-output %s | %FileCheck %s
; The attributes of a callee speak of its own arguments and result. A call by another prototype has others: an argument
; that is not there was read, and a number or a vector was taken for the block (trap 80, trap 108).

declare ptr @alloc(ptr, i64) allockind("alloc,uninitialized") allocsize(1) "alloc-family"="mine"
declare i64 @alloc_number(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine"
declare <2 x ptr> @alloc_two(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine"
declare void @alloc_none(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine"
declare ptr @malloc(i64)

; CHECK-NOT: function 'short'
define void @short() {
  %p = call ptr @alloc()
  store i8 1, ptr %p
  ret void
}

; CHECK-NOT: function 'number'
define void @number() {
  %p = call i64 @alloc_number(i64 8)
  %q = inttoptr i64 %p to ptr
  store i8 1, ptr %q
  ret void
}

; CHECK-NOT: function 'two'
define void @two() {
  %p = call <2 x ptr> @alloc_two(i64 8)
  %q = extractelement <2 x ptr> %p, i64 1
  store i8 1, ptr %q
  ret void
}

; CHECK-NOT: function 'none'
define void @none() {
  call void @alloc_none(i64 8)
  ret void
}

; Who says neither "uninitialized" nor "zeroed" may fill the block (LangRef, allockind).
declare ptr @alloc_filled(i64) allockind("alloc") allocsize(0) "alloc-family"="mine"
; CHECK-NOT: function 'filled'
define i8 @filled() {
  %p = call ptr @alloc_filled(i64 8)
  %v = load i8, ptr %p
  ret i8 %v
}

; CHECK: function 'plain_stack'
; CHECK: stack 8 bytes
define void @plain_stack() {
  %p = call ptr @malloc(i64 8)
  ret void
}
