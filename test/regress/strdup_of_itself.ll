; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; The older copy is strdup's argument, and read when the slot holds the new one already: its contents are gone, as the
; marker of the new one's life says. So both are alive, which use the slot in turns (trap 36, trap 117).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @strdup(ptr nocapture)
declare ptr @strndup(ptr nocapture, i64)
declare void @change(ptr nocapture nofree)

; CHECK-LABEL: function 'copies_of_copies'
; CHECK: %t = call ptr @strdup
; CHECK-NEXT: stack-or-heap 256 bytes, {{.*}} in turn
define void @copies_of_copies(ptr %text, i64 %n) {
entry:
  br label %loop
loop:
  %s = phi ptr [ %text, %entry ], [ %t, %loop ]
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %t = call ptr @strdup(ptr %s)
  call void @change(ptr %t)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; CHECK-LABEL: function 'parts_of_parts'
; CHECK: %t = call ptr @strndup
; CHECK-NEXT: stack-or-heap 256 bytes, {{.*}} in turn
define void @parts_of_parts(ptr %text, i64 %n) {
entry:
  br label %loop
loop:
  %s = phi ptr [ %text, %entry ], [ %u, %loop ]
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %t = call ptr @strndup(ptr %s, i64 %n)
  call void @change(ptr %t)
  %u = getelementptr i8, ptr %t, i64 1
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}

; Of something else each time: the older copy is past all use.
; CHECK-LABEL: function 'copies_of_text'
; CHECK: %t = call ptr @strdup
; CHECK-NEXT: stack-or-heap 256 bytes, align 16, proof no-escape, leaks{{$}}
define void @copies_of_text(ptr %text, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %t = call ptr @strdup(ptr %text)
  call void @change(ptr %t)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  ret void
}
