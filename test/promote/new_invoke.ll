; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 46: an allocation that could throw becomes a branch, the landing pad loses an entry, and frees there go as well.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @_Znwm(i64) nobuiltin allocsize(0)
declare void @_ZdlPv(ptr) nobuiltin nounwind
declare i32 @__gxx_personality_v0(...)
declare void @construct(ptr nocapture nofree)

; The landing pad is for the constructor's exception too.
; CHECK-LABEL: define i32 @shared_landing_pad(
; CHECK:         %p.stack = alloca [16 x i8], align 16
; CHECK:         call void @llvm.lifetime.start
; CHECK-NEXT:    br label %made
; CHECK:       made:
; CHECK-NEXT:    invoke void @construct(ptr %p.stack)
; CHECK:       pad:
; CHECK-NEXT:    %which = phi i32 [ 2, %made ]
; CHECK-NEXT:    landingpad
define i32 @shared_landing_pad() personality ptr @__gxx_personality_v0 {
entry:
  %p = invoke ptr @_Znwm(i64 16) builtin to label %made unwind label %pad
made:
  invoke void @construct(ptr %p) to label %built unwind label %pad
built:
  call void @_ZdlPv(ptr %p) builtin
  ret i32 0
pad:
  %which = phi i32 [ 1, %entry ], [ 2, %made ]
  %e = landingpad { ptr, i32 } catch ptr null
  ret i32 %which
}

; `new T` of a constructor that throws: the free in the landing pad goes too.
; CHECK-LABEL: define void @freed_in_landing_pad(
; CHECK:         %p.stack = alloca [16 x i8], align 16
; CHECK-NOT:     call void @_ZdlPv
; CHECK:       pad:
; CHECK-NEXT:    landingpad
; CHECK-NEXT:      cleanup
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    resume
; CHECK-NOT:     call void @_ZdlPv
; CHECK:       }
define void @freed_in_landing_pad() personality ptr @__gxx_personality_v0 {
  %p = call ptr @_Znwm(i64 16) builtin
  invoke void @construct(ptr %p) to label %built unwind label %pad
built:
  call void @_ZdlPv(ptr %p) builtin
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  call void @_ZdlPv(ptr %p) builtin
  resume { ptr, i32 } %e
}

; catch (std::bad_alloc &) has nothing left to catch.
; CHECK-LABEL: define i32 @own_landing_pad(
; CHECK-NOT:     invoke
; CHECK:         br label %made
; CHECK-NOT:     invoke
; CHECK:       }
define i32 @own_landing_pad() personality ptr @__gxx_personality_v0 {
  %p = invoke ptr @_Znwm(i64 16) builtin to label %made unwind label %pad
made:
  call void @_ZdlPv(ptr %p) builtin
  ret i32 0
pad:
  %e = landingpad { ptr, i32 } catch ptr null
  ret i32 1
}

; The normal destination merges the pointer with others.
; CHECK-LABEL: define void @merged_in_normal_destination(
; CHECK:         %x = phi ptr [ null, %entry ], [ %p.stack, %new ]
define void @merged_in_normal_destination(i1 %c) personality ptr @__gxx_personality_v0 {
entry:
  br i1 %c, label %new, label %made
new:
  %p = invoke ptr @_Znwm(i64 16) builtin to label %made unwind label %pad
made:
  %x = phi ptr [ null, %entry ], [ %p, %new ]
  call void @_ZdlPv(ptr %x) builtin
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}
