; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; The text of print<escape>: sites with verdicts and witnesses, then what every value points to, the world, the freer,
; and the contents of objects by byte range. It is stable, and functions that allocate nothing are not in it.

target triple = "x86_64-unknown-linux-gnu"

@g = global ptr null

declare ptr @malloc(i64)
declare void @may_free(ptr nocapture)

; CHECK-NOT: function 'allocates_nothing'
define void @allocates_nothing() {
  ret void
}

; CHECK:      function 'f'
; CHECK-NEXT:   site 3: %p = call ptr @malloc(i64 16)
; CHECK-NEXT:     heap: escapes-to-global 'g'
; CHECK-NEXT:       allocated: %p = call ptr @malloc(i64 16)
; CHECK-NEXT:       moved: %q = getelementptr i8, ptr %p, i64 4
; CHECK-NEXT:       stored: store ptr %q, ptr @g, align 8
; CHECK-NEXT:   site 5: %r = call ptr @malloc(i64 8)
; CHECK-NEXT:     stack 8 bytes, align 16, proof no-escape, leaks
; CHECK-NEXT:   site 6: %s = call ptr @malloc(i64 8)
; CHECK-NEXT:     heap: freed-elsewhere 'may_free'
; CHECK-NEXT:       allocated: %s = call ptr @malloc(i64 8)
; CHECK-NEXT:       freed: call void @may_free(ptr %s)
; CHECK-NEXT:   points to:
; CHECK-NEXT:     %local -> {local 2 'local'}
; CHECK-NEXT:     %p -> {site 3 'malloc'}
; CHECK-NEXT:     %q -> {site 3 'malloc' + 4}
; CHECK-NEXT:     %r -> {site 5 'malloc'}
; CHECK-NEXT:     %field -> {local 2 'local' + 8}
; CHECK-NEXT:     %s -> {site 6 'malloc'}
; CHECK-NEXT:     world -> {site 3 'malloc' + ?}
; CHECK-NEXT:     freer -> {site 6 'malloc'}
; CHECK:          [object 2 + 8, 8 bytes] -> {site 5 'malloc'}
define void @f() {
  %local = alloca { i64, ptr }
  %p = call ptr @malloc(i64 16)
  %q = getelementptr i8, ptr %p, i64 4
  store ptr %q, ptr @g
  %r = call ptr @malloc(i64 8)
  %field = getelementptr i8, ptr %local, i64 8
  store ptr %r, ptr %field
  %s = call ptr @malloc(i64 8)
  call void @may_free(ptr %s)
  ret void
}

; The same again, to the letter.
; RUN: %opt -passes='print<escape>,print<escape>' -disable-output %s > %t.twice
; RUN: %opt -passes='print<escape>' -disable-output %s > %t.once
; RUN: cat %t.once %t.once | diff - %t.twice

; It changes nothing, also where optnone or bisection stop other passes.
; RUN: %opt -passes='print<escape>' -opt-bisect-limit=0 -S %s -o %t.ll > %t.bisected 2>/dev/null
; RUN: diff %t.once %t.bisected
