; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; RUN: %opt -passes='print<escape>' -S %s | %FileCheck --check-prefix=UNCHANGED %s
; What the rewrite would call must be there: -fno-builtin-malloc forbids to make up calls of malloc, and one that the
; program has for itself is not the library's. A call of nothing was built. Asked in the analysis, the question must not
; declare anything either (trap 31, trap 32, trap 117).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @strdup(ptr)
declare ptr @strndup(ptr, i64)
declare ptr @calloc(i64, i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; UNCHANGED-NOT: declare {{.*}}@{{strlen|malloc}}(

; Its length is asked for, and has a definition below.
define internal i64 @strnlen(ptr %s, i64 %n) {
  ret i64 7
}

; CHECK-LABEL: define void @string(
; CHECK-NOT:     alloca
; CHECK:         call ptr @strdup(
define void @string(ptr %s) "no-builtin-malloc" {
  %p = call ptr @strdup(ptr %s)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @string_without_strlen(
; CHECK-NOT:     alloca
; CHECK:         call ptr @strdup(
define void @string_without_strlen(ptr %s) "no-builtin-strlen" {
  %p = call ptr @strdup(ptr %s)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @part(
; CHECK-NOT:     alloca
; CHECK:         call ptr @strndup(
define void @part(ptr %s, i64 %n) {
  %p = call ptr @strndup(ptr %s, i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @resized(
; CHECK-NOT:     alloca
; CHECK:         call ptr @calloc(
; CHECK:         call ptr @realloc(
define void @resized(i64 %n) "no-builtin-malloc" {
  %p = call ptr @calloc(i64 8, i64 1)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}

; Where malloc may be called, it is declared.
; CHECK-LABEL: define void @served(
; CHECK:         alloca
; CHECK:         call ptr @malloc(
; CHECK:       declare {{.*}}@malloc(i64
define void @served(i64 %n) {
  %p = call ptr @calloc(i64 8, i64 1)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}
