; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify;no-lifetime>' -S %s | %FileCheck --check-prefix=NONE %s
; RUN: %opt -passes='escape<no-cleanup;verify;keep-uaf-traps>' -S %s | %FileCheck --check-prefix=START %s
; The slot's life begins in its own arm, and ends where a free surely is of it: not where several slots may be meant, and
; not where a move out of it may fail (trap 23, trap 40).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @one(
; CHECK:         lifetime.start
; CHECK:         lifetime.end
; NONE-LABEL: define void @one(
; NONE-NOT:      lifetime
; START-LABEL: define void @one(
; START:         lifetime.start
; START-NOT:     lifetime.end
define void @one(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @one_of_two(
; CHECK:         lifetime.start
; CHECK:         lifetime.start
; CHECK-NOT:     lifetime.end
; CHECK:         call void @free(ptr %x)
; CHECK:         lifetime.end.p0({{.*}}ptr %q.stack)
; NONE-LABEL: define void @one_of_two(
; NONE-NOT:      lifetime
; START-LABEL: define void @one_of_two(
; START:         lifetime.start
; START-NOT:     lifetime.end
define void @one_of_two(i1 %c, i64 %n, i64 %m) {
  %p = call ptr @malloc(i64 %n)
  %q = call ptr @malloc(i64 %m)
  %x = select i1 %c, ptr %p, ptr %q
  call void @use(ptr %x)
  call void @use(ptr %q)
  call void @free(ptr %x)
  br i1 %c, label %other, label %done
other:
  call void @use(ptr %q)
  call void @free(ptr %q)
  br label %done
done:
  ret void
}

; CHECK-LABEL: define void @moved(
; CHECK:         call void @llvm.memcpy
; CHECK-NOT:     lifetime.end
; CHECK:         %r = phi
; CHECK:         br i1 %fits
; CHECK:         lifetime.end
; NONE-LABEL: define void @moved(
; NONE-NOT:      lifetime
; NONE:          ret void
define void @moved(i64 %n) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @use(ptr %r)
  call void @free(ptr %r)
  ret void
}
