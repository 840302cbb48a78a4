; RUN: timeout 20 %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; The origin of a select is made once, however many use it, or time and size are exponential (trap 104).

; Each select uses the two before it, so there are as many paths through them as Fibonacci says.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)

; CHECK-LABEL: define void @f(
; CHECK: alloca [8 x i8]
; CHECK: call void @free(ptr %s39)
define void @f(ptr %other, i1 %c) {
  %s0 = call ptr @malloc(i64 8)
  %s1 = select i1 %c, ptr %s0, ptr %other
  %s2 = select i1 %c, ptr %s1, ptr %s0
  %s3 = select i1 %c, ptr %s2, ptr %s1
  %s4 = select i1 %c, ptr %s3, ptr %s2
  %s5 = select i1 %c, ptr %s4, ptr %s3
  %s6 = select i1 %c, ptr %s5, ptr %s4
  %s7 = select i1 %c, ptr %s6, ptr %s5
  %s8 = select i1 %c, ptr %s7, ptr %s6
  %s9 = select i1 %c, ptr %s8, ptr %s7
  %s10 = select i1 %c, ptr %s9, ptr %s8
  %s11 = select i1 %c, ptr %s10, ptr %s9
  %s12 = select i1 %c, ptr %s11, ptr %s10
  %s13 = select i1 %c, ptr %s12, ptr %s11
  %s14 = select i1 %c, ptr %s13, ptr %s12
  %s15 = select i1 %c, ptr %s14, ptr %s13
  %s16 = select i1 %c, ptr %s15, ptr %s14
  %s17 = select i1 %c, ptr %s16, ptr %s15
  %s18 = select i1 %c, ptr %s17, ptr %s16
  %s19 = select i1 %c, ptr %s18, ptr %s17
  %s20 = select i1 %c, ptr %s19, ptr %s18
  %s21 = select i1 %c, ptr %s20, ptr %s19
  %s22 = select i1 %c, ptr %s21, ptr %s20
  %s23 = select i1 %c, ptr %s22, ptr %s21
  %s24 = select i1 %c, ptr %s23, ptr %s22
  %s25 = select i1 %c, ptr %s24, ptr %s23
  %s26 = select i1 %c, ptr %s25, ptr %s24
  %s27 = select i1 %c, ptr %s26, ptr %s25
  %s28 = select i1 %c, ptr %s27, ptr %s26
  %s29 = select i1 %c, ptr %s28, ptr %s27
  %s30 = select i1 %c, ptr %s29, ptr %s28
  %s31 = select i1 %c, ptr %s30, ptr %s29
  %s32 = select i1 %c, ptr %s31, ptr %s30
  %s33 = select i1 %c, ptr %s32, ptr %s31
  %s34 = select i1 %c, ptr %s33, ptr %s32
  %s35 = select i1 %c, ptr %s34, ptr %s33
  %s36 = select i1 %c, ptr %s35, ptr %s34
  %s37 = select i1 %c, ptr %s36, ptr %s35
  %s38 = select i1 %c, ptr %s37, ptr %s36
  %s39 = select i1 %c, ptr %s38, ptr %s37
  call void @free(ptr %s39)
  ret void
}
