; RUN: %opt -passes='print<escape>' -disable-output %s | %FileCheck %s
; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck --check-prefix=IR %s
; What a callee does with a pointer is what its instructions do, and the path leads through them. What is
; not followed does what its attributes say (trap 130).

target triple = "x86_64-unknown-linux-gnu"

@kept = global ptr null
@cache = internal global ptr null

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @stranger(ptr)

define internal void @keep(ptr %p) {
  store ptr %p, ptr @kept
  ret void
}
define internal void @keep_content(ptr %box) {
  %p = load ptr, ptr %box
  call void @keep(ptr %p)
  ret void
}

; CHECK-LABEL: function 'kept_by_a_callee'
; CHECK-NEXT: site 2: %p
; CHECK-NEXT: heap: escapes-to-global 'kept'
; CHECK-NEXT: allocated: %p = call ptr @malloc(i64 8)
; CHECK-NEXT: passed: call void @keep(ptr %p)
; CHECK-NEXT: stored: store ptr %p, ptr @kept
define void @kept_by_a_callee() {
  %p = call ptr @malloc(i64 8)
  call void @keep(ptr %p)
  ret void
}

; By what the callee finds in a local, and hands on (trap 2).
; CHECK-LABEL: function 'content_kept_by_a_callee'
; CHECK: heap: escapes-to-global 'kept'
; CHECK-NEXT: allocated: %p = call ptr @malloc(i64 8)
; CHECK-NEXT: stored: store ptr %p, ptr %box
; CHECK-NEXT: loaded: %p = load ptr, ptr %box
; CHECK-NEXT: passed: call void @keep(ptr %p)
; CHECK-NEXT: stored: store ptr %p, ptr @kept
define void @content_kept_by_a_callee() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %box
  call void @keep_content(ptr %box)
  ret void
}

define internal void @put(ptr %box, ptr %p) {
  store ptr %p, ptr %box
  ret void
}

; Stored through another parameter: into a local it stays in sight, into what the function was given it leaves.
; CHECK-LABEL: function 'put_into_a_local_stack'
; CHECK: stack 8 bytes
; CHECK: %q -> {site {{[0-9]+}} 'malloc'}
define void @put_into_a_local_stack() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 8)
  call void @put(ptr %box, ptr %p)
  %q = load ptr, ptr %box
  call void @free(ptr %q)
  ret void
}

; CHECK-LABEL: function 'put_into_a_parameter'
; CHECK: heap: escapes-to-parameter 'given'
define void @put_into_a_parameter(ptr %given) {
  %p = call ptr @malloc(i64 8)
  call void @put(ptr %given, ptr %p)
  ret void
}

; CHECK-LABEL: function 'put_and_returned'
; CHECK: heap: escapes-to-return
define ptr @put_and_returned() {
  %box = alloca ptr
  %p = call ptr @malloc(i64 8)
  call void @put(ptr %box, ptr %p)
  %q = load ptr, ptr %box
  ret ptr %q
}

define internal ptr @same(ptr %p) {
  ret ptr %p
}

; It returns its argument (trap 4).
; CHECK-LABEL: function 'given_back_stack'
; CHECK: stack 8 bytes
; CHECK: %q -> {site {{[0-9]+}} 'malloc'}
define void @given_back_stack() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @same(ptr %p)
  call void @free(ptr %q)
  ret void
}

; CHECK-LABEL: function 'given_back_and_returned'
; CHECK: heap: escapes-to-return
define ptr @given_back_and_returned() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @same(ptr %p)
  ret ptr %q
}

; The same body for two calls: what the one is handed does not come back from the other.
; CHECK-LABEL: function 'two_calls'
; CHECK: site 2: %p
; CHECK-NEXT: heap: escapes-to-return
; CHECK: site 3: %q
; CHECK-NEXT: stack 8 bytes
define ptr @two_calls() {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @malloc(i64 8)
  %r = call ptr @same(ptr %p)
  %s = call ptr @same(ptr %q)
  ret ptr %r
}

; New, or from a cache that others see too: the caller's free is guarded (trap 129).
define internal ptr @find_or_make(i1 %c) {
  br i1 %c, label %old, label %new
old:
  %q = load ptr, ptr @cache
  ret ptr %q
new:
  %p = call ptr @malloc(i64 8)
  ret ptr %p
}

; CHECK-LABEL: function 'cached_or_new_stack'
; CHECK: caller-stack 8 bytes
; IR-LABEL: define void @cached_or_new_stack(
; IR:         %p = call ptr @find_or_make.escape(i1 %c, ptr %p.stack)
; IR:         [[SLOT:%.*]] = icmp eq ptr %p, %p.stack
; IR-NEXT:    br i1 [[SLOT]],
; IR:         call void @free(ptr %p)
define void @cached_or_new_stack(i1 %c) {
  %p = call ptr @find_or_make(i1 %c)
  store i32 1, ptr %p
  call void @free(ptr %p)
  ret void
}

; The callee puts what it makes into the cache: it is the world's.
define internal ptr @make_and_keep() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @cache
  ret ptr %p
}

; CHECK-LABEL: function 'made_and_kept'
; CHECK: heap: escapes-to-global 'cache'
define void @made_and_kept() {
  %p = call ptr @make_and_keep()
  store i32 1, ptr %p
  ret void
}

; A callee whose own callee is unknown.
define internal void @hand_on(ptr %p) {
  call void @stranger(ptr %p)
  ret void
}

; CHECK-LABEL: function 'handed_on'
; CHECK: heap: escapes-to-call 'stranger'
; CHECK-NEXT: allocated:
; CHECK-NEXT: passed: call void @hand_on(ptr %p)
; CHECK-NEXT: passed: call void @stranger(ptr %p)
define void @handed_on() {
  %p = call ptr @malloc(i64 8)
  call void @hand_on(ptr %p)
  ret void
}

; Thrown from a callee.
define internal void @throw(ptr %p) personality ptr @__gxx_personality_v0 {
  invoke void @stranger(ptr null) to label %out unwind label %pad
out:
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  %mine = insertvalue { ptr, i32 } %e, ptr %p, 0
  resume { ptr, i32 } %mine
}
declare i32 @__gxx_personality_v0(...)

; CHECK-LABEL: function 'thrown'
; CHECK: heap: escapes-to-exception
define void @thrown() {
  %p = call ptr @malloc(i64 8)
  call void @throw(ptr %p)
  ret void
}

; A by-value argument is a copy, with the pointers that are in it; the callee cannot change the original.
define internal void @keep_copied(ptr byval({ ptr, i64 }) %pair) {
  %p = load ptr, ptr %pair
  store ptr %p, ptr @kept
  ret void
}
define internal void @overwrite_copied(ptr byval({ ptr, i64 }) %pair, ptr %other) {
  store ptr %other, ptr %pair
  ret void
}

; CHECK-LABEL: function 'by_value'
; CHECK: heap: escapes-to-global 'kept'
define void @by_value() {
  %pair = alloca { ptr, i64 }
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %pair
  call void @keep_copied(ptr byval({ ptr, i64 }) %pair)
  ret void
}

; CHECK-LABEL: function 'by_value_not_changed_stack'
; CHECK: stack 8 bytes
; CHECK: %q -> {site {{[0-9]+}} 'malloc'}{{$}}
define void @by_value_not_changed_stack(ptr %other) {
  %pair = alloca { ptr, i64 }
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr %pair
  call void @overwrite_copied(ptr byval({ ptr, i64 }) %pair, ptr %other)
  %q = load ptr, ptr %pair
  call void @free(ptr %q)
  ret void
}

; A by-value object itself does not escape by its address.
define internal void @keep_address(ptr byval({ ptr, i64 }) %pair) {
  store ptr %pair, ptr @kept
  ret void
}

; CHECK-LABEL: function 'copied_by_value_stack'
; CHECK: stack 16 bytes
define void @copied_by_value_stack() {
  %p = call ptr @malloc(i64 16)
  call void @keep_address(ptr byval({ ptr, i64 }) %p)
  ret void
}

; A call that is handed nothing and makes nothing is not followed; what it gives is from outside (trap 130).
define internal ptr @find() {
  %q = load ptr, ptr @cache
  ret ptr %q
}

; CHECK-LABEL: function 'found_or_own_stack'
; CHECK: stack 8 bytes
; CHECK: %q -> {unknown}
; IR-LABEL: define void @found_or_own_stack(
; IR:         %origin = select i1
; IR:         br i1 %origin,
; IR:         call void @free(ptr %x)
define void @found_or_own_stack(i1 %c) {
  %p = call ptr @malloc(i64 8)
  %q = call ptr @find()
  %x = select i1 %c, ptr %p, ptr %q
  call void @free(ptr %x)
  ret void
}

; A proof by frees begins behind the call. What a callee does with what it has captured, before it returns, is not walked.
define internal ptr @make_and_show() {
  %p = call ptr @malloc(i64 8)
  store ptr %p, ptr @kept
  call void @stranger(ptr null)
  ret ptr %p
}
declare void @_exit(i32) noreturn

; CHECK-LABEL: function 'shown_and_left'
; CHECK: heap: escapes-to-global 'kept'
define void @shown_and_left() {
  %p = call ptr @make_and_show()
  call void @_exit(i32 0)
  unreachable
}
