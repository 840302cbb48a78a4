; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s --implicit-check-not=q.stack
; A pointer of which some bytes are overwritten points to other bytes of its object: %q, which lies at another place
; than the one that was stored, is returned by way of it (trap 122).
declare noalias ptr @aligned_alloc(i64, i64)
declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree readonly) nounwind willreturn nocallback
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare <8 x i8> @llvm.masked.load.v8i8.p0(ptr, i32, <8 x i1>, <8 x i8>)
declare ptr @llvm.ptrmask.p0.i64(ptr, i64)
@eight = constant i8 8

; CHECK-LABEL: @byte(
define ptr @byte() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  store i8 8, ptr %cell
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; Zero points nowhere, but is written.
; CHECK-LABEL: @byte_of_zero(
define ptr @byte_of_zero() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %inside = getelementptr i8, ptr %p, i64 16
  store ptr %inside, ptr %cell
  store i8 0, ptr %cell
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @filled(
define ptr @filled() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  call void @llvm.memset.p0.i64(ptr %cell, i8 8, i64 1, i1 false)
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @filled_with_zero(
define ptr @filled_with_zero() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  call void @llvm.memset.p0.i64(ptr %cell, i8 0, i64 1, i1 false)
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @null_across_two(
define ptr @null_across_two() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %middle = getelementptr i8, ptr %cell, i64 4
  store ptr null, ptr %middle
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @copied_from_outside(
define ptr @copied_from_outside() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  call void @llvm.memcpy.p0.p0.i64(ptr %cell, ptr @eight, i64 1, i1 false)
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @copied_from_nothing(
define ptr @copied_from_nothing() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %empty = alloca i64
  store ptr %p, ptr %cell
  call void @llvm.memcpy.p0.p0.i64(ptr %cell, ptr %empty, i64 1, i1 false)
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @copied_to_itself(
define ptr @copied_to_itself() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %c1 = getelementptr i8, ptr %cell, i64 1
  call void @llvm.memcpy.p0.p0.i64(ptr %c1, ptr %cell, i64 7, i1 false)
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @two_halves(
define ptr @two_halves() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %x1 = load i64, ptr %cell
  %hi = lshr i64 %x1, 32
  %hi32 = trunc i64 %hi to i32
  %c1 = getelementptr i8, ptr %cell, i64 8
  %c2 = getelementptr i8, ptr %cell, i64 12
  store i32 %hi32, ptr %c2
  store i32 8, ptr %c1
  %x = load ptr, ptr %c1
  %y = load ptr, ptr %x
  ret ptr %y
}

; Read, not written, across two.
; CHECK-LABEL: @half_of_each(
define ptr @half_of_each() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %next = getelementptr i8, ptr %cell, i64 8
  store ptr %p, ptr %next
  %middle = getelementptr i8, ptr %cell, i64 4
  %x = load ptr, ptr %middle, align 4
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @copied_in_part(
define ptr @copied_in_part() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %to = alloca [2 x ptr], align 16
  call void @llvm.memset.p0.i64(ptr %to, i8 8, i64 16, i1 false)
  %rest = getelementptr i8, ptr %cell, i64 1
  %to1 = getelementptr i8, ptr %to, i64 1
  call void @llvm.memcpy.p0.p0.i64(ptr %to1, ptr %rest, i64 7, i1 false)
  %x = load ptr, ptr %to
  %y = load ptr, ptr %x
  ret ptr %y
}

; At an index that is not known.
; CHECK-LABEL: @byte_somewhere(
define ptr @byte_somewhere(i64 %i) {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %at = getelementptr i8, ptr %cell, i64 %i
  store i8 8, ptr %at
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @filled_from_somewhere(
define ptr @filled_from_somewhere(i64 %i) {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %at = getelementptr i8, ptr %cell, i64 %i
  call void @llvm.memset.p0.i64(ptr %at, i8 0, i64 8, i1 false)
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; Of a length that is not known.
; CHECK-LABEL: @filled_so_far(
define ptr @filled_so_far(i64 %n) {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  call void @llvm.memset.p0.i64(ptr align 8 %cell, i8 8, i64 %n, i1 false)
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @copied_so_far(
define ptr @copied_so_far(i64 %n) {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %to = alloca [4 x ptr], align 16
  call void @llvm.memset.p0.i64(ptr %to, i8 8, i64 32, i1 false)
  store ptr %p, ptr %cell
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %to, ptr align 8 %cell, i64 %n, i1 false)
  %x = load ptr, ptr %to
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @stored_unaligned(
define ptr @stored_unaligned(i64 %i) {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %at = getelementptr i8, ptr %cell, i64 %i
  store ptr %p, ptr %at, align 1
  %x = load ptr, ptr %cell
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @read_unaligned(
define ptr @read_unaligned(i64 %i) {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %at = getelementptr i8, ptr %cell, i64 %i
  %x = load ptr, ptr %at, align 1
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @lanes(
define ptr @lanes() {
  %cell = alloca [4 x ptr], align 16
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  store ptr %p, ptr %cell
  %bytes = call <8 x i8> @llvm.masked.load.v8i8.p0(ptr %cell, i32 8, <8 x i1> <i1 false, i1 true, i1 true, i1 true, i1 true, i1 true, i1 true, i1 true>, <8 x i8> <i8 8, i8 0, i8 0, i8 0, i8 0, i8 0, i8 0, i8 0>)
  %number = bitcast <8 x i8> %bytes to i64
  %x = inttoptr i64 %number to ptr
  %y = load ptr, ptr %x
  ret ptr %y
}

; Multiples of eight in the buffer may be at odd multiples of four from its start.
; CHECK-LABEL: @aligned_by_hand(
define ptr @aligned_by_hand() {
  %buffer = alloca [24 x i8], align 4
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %end = getelementptr i8, ptr %buffer, i64 7
  %cell = call ptr @llvm.ptrmask.p0.i64(ptr %end, i64 -8)
  store ptr %p, ptr %cell, align 8
  call void @llvm.memset.p0.i64(ptr align 4 %buffer, i8 8, i64 8, i1 false)
  %x = load ptr, ptr %cell, align 8
  %y = load ptr, ptr %x
  ret ptr %y
}

; Nor does an allocator of the program's own align a block for pointers unless it says so.
; CHECK-LABEL: @block_of_any_alignment(
define ptr @block_of_any_alignment() {
  %buffer = call ptr @my_alloc(i64 24)
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %end = getelementptr i8, ptr %buffer, i64 7
  %cell = call ptr @llvm.ptrmask.p0.i64(ptr %end, i64 -8)
  store ptr %p, ptr %cell, align 8
  call void @llvm.memset.p0.i64(ptr align 4 %buffer, i8 8, i64 8, i1 false)
  %x = load ptr, ptr %cell, align 8
  %y = load ptr, ptr %x
  ret ptr %y
}

declare ptr @my_alloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="mine"

; In a register.
; CHECK-LABEL: @lane(
define ptr @lane() {
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %n = ptrtoint ptr %p to i64
  %bytes = bitcast i64 %n to <8 x i8>
  %changed = insertelement <8 x i8> %bytes, i8 8, i32 0
  %m = bitcast <8 x i8> %changed to i64
  %x = inttoptr i64 %m to ptr
  %y = load ptr, ptr %x
  ret ptr %y
}

; CHECK-LABEL: @shuffled(
define ptr @shuffled() {
  %p = call ptr @aligned_alloc(i64 256, i64 256)
  %q = call ptr @malloc(i64 16)
  %second = getelementptr i8, ptr %p, i64 8
  store ptr %q, ptr %second
  %n = ptrtoint ptr %p to i64
  %bytes = bitcast i64 %n to <8 x i8>
  %changed = shufflevector <8 x i8> %bytes, <8 x i8> <i8 8, i8 0, i8 0, i8 0, i8 0, i8 0, i8 0, i8 0>, <8 x i32> <i32 8, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7>
  %m = bitcast <8 x i8> %changed to i64
  %x = inttoptr i64 %m to ptr
  %y = load ptr, ptr %x
  ret ptr %y
}

; All of a pointer is overwritten, and parts of something else, so that it is the same one or another one.
; CHECK-LABEL: @whole(
; CHECK: %p.stack = alloca
define void @whole(i64 %i, i64 %n) {
  %cell = alloca [8 x ptr], align 16
  %numbers = getelementptr i8, ptr %cell, i64 56
  %p = call ptr @malloc(i64 16)
  call void @llvm.memset.p0.i64(ptr %cell, i8 0, i64 64, i1 false)
  store ptr %p, ptr %cell
  store i32 8, ptr %numbers
  %at = getelementptr ptr, ptr %cell, i64 %i
  store ptr null, ptr %at
  %bytes = mul i64 %n, 24
  call void @llvm.memset.p0.i64(ptr align 8 %at, i8 0, i64 %bytes, i1 false)
  call void @llvm.memset.p0.i64(ptr align 8 %at, i8 0, i64 24, i1 false)
  store ptr %p, ptr %cell
  %to = alloca [8 x ptr], align 16
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %to, ptr align 8 %cell, i64 64, i1 false)
  %x = load ptr, ptr %to
  call void @use(ptr %x)
  call void @free(ptr %x)
  ret void
}
