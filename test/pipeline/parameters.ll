; Parameters of the pass win over options of the command line.
; RUN: %opt -passes='escape<no-cleanup;max-size=8>' -escape-max-size=1000 -S %s | %FileCheck --check-prefix=HEAP %s
; RUN: %opt -passes='escape<no-cleanup;max-size=1000>' -escape-max-size=8 -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='escape<no-cleanup>' -escape-max-size=8 -S %s | %FileCheck --check-prefix=HEAP %s
; RUN: %opt -passes='module(escape<no-cleanup>)' -S %s | %FileCheck --check-prefix=STACK %s
; Without parameters, with none in the brackets, and only looking.
; RUN: %opt -passes='escape' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='escape<>' -S %s | %FileCheck --check-prefix=STACK %s
; RUN: %opt -passes='escape<dry-run>' -S %s | %FileCheck --check-prefix=HEAP %s

; What is not understood stops opt with one clear line, before it works.
; RUN: %not %opt -passes='escape<bogus>' -disable-output %s 2>&1 | %FileCheck --check-prefix=UNKNOWN %s
; RUN: %not %opt -passes='escape<bogus=7>' -disable-output %s 2>&1 | %FileCheck --check-prefix=UNKNOWN %s
; RUN: %not %opt -passes='escape<max-size>' -disable-output %s 2>&1 | %FileCheck --check-prefix=NUMBER %s
; RUN: %not %opt -passes='escape<max-size=large>' -disable-output %s 2>&1 | %FileCheck --check-prefix=NUMBER %s
; RUN: %not %opt -passes='escape<max-size=-1>' -disable-output %s 2>&1 | %FileCheck --check-prefix=NUMBER %s
; RUN: %not %opt -passes='escape<max-size=18446744073709551616>' -disable-output %s 2>&1 | %FileCheck --check-prefix=NUMBER %s
; RUN: %not %opt -passes='escape<dry-run=1>' -disable-output %s 2>&1 | %FileCheck --check-prefix=FLAG %s
; RUN: %not %opt -passes='escape' -escape-bogus=1 -disable-output %s 2>&1 | %FileCheck --check-prefix=ARGUMENT %s
; RUN: %not %opt -passes='escape' -escape-max-size=large -disable-output %s 2>&1 | %FileCheck --check-prefix=VALUE %s
; UNKNOWN: escape: option 'bogus' is not known
; NUMBER: escape: option 'max-size' needs a number
; FLAG: escape: option 'dry-run' takes no value
; ARGUMENT: Unknown command line argument '-escape-bogus=1'
; VALUE: for the --escape-max-size option: 'large' value invalid

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @use(ptr nocapture nofree)

; HEAP: call ptr @malloc
; STACK: alloca [20 x i8]
define void @f() {
  %p = call ptr @malloc(i64 20)
  call void @use(ptr %p)
  ret void
}
