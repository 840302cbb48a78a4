; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; An undefined size, with or without a bound, is one number for all questions about it: frozen once. To branch on it
; as it is would be undefined where the allocation was not, and a block of another size than was asked about would be
; too small for what is copied to it (trap 109, trap 116).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @unbounded(
; CHECK:         %[[N:.*]] = freeze i64 %n
; CHECK-NEXT:    %fits = icmp ule i64 %[[N]], 256
define void @unbounded(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; A bound that is no slot's.
; CHECK-LABEL: define void @bounded(
; CHECK:         %[[N:.*]] = freeze i64 %n
; CHECK-NEXT:    %fits = icmp ule i64 %[[N]], 256
define void @bounded(i64 %m) {
  %n = and i64 %m, 4095
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; Both factors.
; CHECK-LABEL: define void @product(
; CHECK-DAG:     %[[A:.*]] = freeze i64 %a
; CHECK-DAG:     %[[B:.*]] = freeze i64 %b
; CHECK:         @llvm.umul.with.overflow.i64(i64 %[[A]], i64 %[[B]])
define void @product(i64 %a, i64 %b) {
  %p = call ptr @calloc(i64 %a, i64 %b)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; What is moved gets a block of the size that was found too large.
; CHECK-LABEL: define void @moved(
; CHECK:         %[[N:.*]] = freeze i64 %n
; CHECK-NEXT:    icmp ule i64 %[[N]], 256
; CHECK-NEXT:    icmp ne i64 %[[N]], 0
; CHECK:         call ptr @malloc(i64 %[[N]])
; CHECK:         call ptr @realloc(ptr %p.stack, i64 %n)
define void @moved(i64 %m) {
  %n = and i64 %m, 4095
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %q = call ptr @realloc(ptr %p, i64 %n)
  call void @use(ptr %q)
  call void @free(ptr %q)
  ret void
}
