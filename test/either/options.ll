; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-speculative-size=0 %s | %FileCheck --check-prefix=NONE %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-speculative-size=40 %s | %FileCheck --check-prefix=FORTY %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-max-size=24 %s | %FileCheck --check-prefix=MAX %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-turns %s | %FileCheck --check-prefix=NOTURNS %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-resize %s | %FileCheck --check-prefix=NORESIZE %s
; RUN: %opt -passes='print<escape>' -disable-output -escape-no-guards %s | %FileCheck --check-prefix=NOGUARDS %s
; Each option that has a say in where a block of unknown size is (trap 113).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: function 'sized'
; CHECK: stack-or-heap 256 bytes
; NONE-LABEL: function 'sized'
; NONE: heap: unknown-size
; FORTY-LABEL: function 'sized'
; FORTY: stack-or-heap 40 bytes
; MAX-LABEL: function 'sized'
; MAX: stack-or-heap 24 bytes
; NOTURNS-LABEL: function 'sized'
; NOTURNS: stack-or-heap 256 bytes
; NORESIZE-LABEL: function 'sized'
; NORESIZE: stack-or-heap 256 bytes
; NOGUARDS-LABEL: function 'sized'
; NOGUARDS: heap: unknown-size
define void @sized(i64 %n) {
  %p = call ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'turns'
; CHECK: stack-or-heap 8 bytes
; NONE-LABEL: function 'turns'
; NONE: heap: multiple-instances
; FORTY-LABEL: function 'turns'
; FORTY: stack-or-heap 8 bytes
; MAX-LABEL: function 'turns'
; MAX: stack-or-heap 8 bytes
; NOTURNS-LABEL: function 'turns'
; NOTURNS: heap: multiple-instances
; NORESIZE-LABEL: function 'turns'
; NORESIZE: stack-or-heap 8 bytes
; NOGUARDS-LABEL: function 'turns'
; NOGUARDS: heap: multiple-instances
define void @turns(i64 %n) {
entry:
  br label %loop
loop:
  %old = phi ptr [ null, %entry ], [ %p, %loop ]
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  call void @free(ptr %old)
  %next = add i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %out
out:
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: function 'resized'
; CHECK: stack 8 bytes
; NONE-LABEL: function 'resized'
; NONE: heap: resized
; FORTY-LABEL: function 'resized'
; FORTY: stack 8 bytes
; MAX-LABEL: function 'resized'
; MAX: stack 8 bytes
; NOTURNS-LABEL: function 'resized'
; NOTURNS: stack 8 bytes
; NORESIZE-LABEL: function 'resized'
; NORESIZE: heap: resized
; NOGUARDS-LABEL: function 'resized'
; NOGUARDS: heap: resized
define void @resized(i64 %n) {
  %p = call ptr @malloc(i64 8)
  call void @use(ptr %p)
  %r = call ptr @realloc(ptr %p, i64 %n)
  call void @free(ptr %r)
  ret void
}
