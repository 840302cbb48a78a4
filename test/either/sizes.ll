; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; An object of unknown size gets a slot of a guess: it is in it where it fits, and its free is skipped there. Each
; allocation function asks for its size in its own way (traps 113, 114, 116 and 117).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare ptr @aligned_alloc(i64, i64)
declare i32 @posix_memalign(ptr, i64, i64)
declare ptr @strdup(ptr)
declare ptr @strndup(ptr, i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)
declare ptr @_Znwm(i64) nobuiltin allocsize(0)
declare ptr @_Znam(i64) nobuiltin allocsize(0)
declare ptr @_ZnamRKSt9nothrow_t(i64, ptr) nobuiltin allocsize(0) nounwind
declare void @_ZdlPv(ptr) nobuiltin nounwind
declare void @_ZdaPv(ptr) nobuiltin nounwind
declare i32 @__gxx_personality_v0(...)
declare ptr @my_alloc(i64, i64) allockind("alloc,zeroed") allocsize(0,1) "alloc-family"="mine" nounwind
declare void @my_free(ptr allocptr) allockind("free") "alloc-family"="mine" nounwind
@nothrow = external global i8

; Up to the last byte, and asked once for both: the number is frozen.
; CHECK-LABEL: define void @plain(
; CHECK-NEXT:    %p.stack = alloca [256 x i8], align 16
; CHECK-NEXT:    %[[N:.*]] = freeze i64 %n
; CHECK-NEXT:    %fits = icmp ule i64 %[[N]], 256
; CHECK-NEXT:    br i1 %fits, label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    br label %[[JOIN:.*]]
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    %[[H:.*]] = call noalias ptr @malloc(i64 %n)
; CHECK-NEXT:    br label %[[JOIN]]
; CHECK:       [[JOIN]]:
; CHECK-NEXT:    %p = phi ptr [ %p.stack, %[[SLOT]] ], [ %[[H]], %[[HEAP]] ]
; CHECK-NEXT:    call void @use(ptr %p)
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    br i1 %fits, label %[[END:.*]], label %[[FREE:.*]]
; CHECK:       [[END]]:
; CHECK-NEXT:    br label %[[DONE:.*]]
; CHECK:       [[FREE]]:
; CHECK-NEXT:    call void @free(ptr %p)
; CHECK-NEXT:    br label %[[DONE]]
; CHECK:       [[DONE]]:
; CHECK-NEXT:    ret void
define void @plain(i64 %n) {
  %p = call noalias ptr @malloc(i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @narrow(
; CHECK:         %[[N:.*]] = freeze i64 %m
; CHECK-NEXT:    %fits = icmp ule i64 %[[N]], 256
define void @narrow(i32 %n) {
  %m = zext i32 %n to i64
  %p = call ptr @malloc(i64 %m)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; A product that does not fit 64 bits fits no slot: that calloc fails. The zeroes are as many as were asked for.
; CHECK-LABEL: define void @zeroed(
; CHECK:         %[[P:.*]] = call { i64, i1 } @llvm.umul.with.overflow.i64(
; CHECK-NEXT:    %[[O:.*]] = extractvalue { i64, i1 } %[[P]], 1
; CHECK-NEXT:    %[[B:.*]] = extractvalue { i64, i1 } %[[P]], 0
; CHECK-NEXT:    %fits = icmp ule i64 %[[B]], 256
; CHECK-NEXT:    %[[NO:.*]] = xor i1 %[[O]], true
; CHECK-NEXT:    %[[FITS:.*]] = and i1 %fits, %[[NO]]
; CHECK-NEXT:    br i1 %[[FITS]], label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    call void @llvm.memset{{.*}}(ptr align 16 %p.stack, i8 0, i64 %[[B]], i1 false)
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    call ptr @calloc(i64 %n, i64 %m)
; CHECK-NOT:     memset
; CHECK:         br i1 %[[FITS]],
; CHECK:         call void @free(ptr %p)
define void @zeroed(i64 %n, i64 %m) {
  %p = call ptr @calloc(i64 %n, i64 %m)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; With a bound, that cannot be.
; CHECK-LABEL: define void @zeroed_bounded(
; CHECK-NOT:     overflow
; CHECK:         %[[P:.*]] = mul i64
; CHECK-NEXT:    %fits = icmp ule i64 %[[P]], 256
; CHECK:         call void @llvm.memset{{.*}}(ptr align 16 %p.stack, i8 0, i64 %[[P]], i1 false)
define void @zeroed_bounded(i64 %n, i64 %m) {
  %a = and i64 %n, 255
  %b = and i64 %m, 255
  %p = call ptr @calloc(i64 %a, i64 %b)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @aligned(
; CHECK:         %p.stack = alloca [256 x i8], align 64
; CHECK:         %fits = icmp ule i64 %{{.*}}, 256
; CHECK:         %[[H:.*]] = call ptr @aligned_alloc(i64 64, i64 %n)
; CHECK:         %p = phi ptr [ %p.stack, %{{.*}} ], [ %[[H]], %{{.*}} ]
; CHECK:         br i1 %fits,
; CHECK:         call void @free(ptr %p)
define void @aligned(i64 %n) {
  %p = call ptr @aligned_alloc(i64 64, i64 %n)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; The block comes out of memory, so the free compares it.
; CHECK-LABEL: define i32 @out(
; CHECK:         %[[S:.*]] = alloca [256 x i8], align 32
; CHECK:         br i1 %fits, label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    store ptr %[[S]], ptr %at
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    %[[H:.*]] = call i32 @posix_memalign(ptr %at, i64 32, i64 %n)
; CHECK:         %r = phi i32 [ 0, %[[SLOT]] ], [ %[[H]], %[[HEAP]] ]
; CHECK-NEXT:    %bad = icmp ne i32 %r, 0
; CHECK:         %p = load ptr, ptr %at
; CHECK:         %[[EQ:.*]] = icmp eq ptr %p, %[[S]]
; CHECK-NEXT:    br i1 %[[EQ]],
; CHECK:         call void @free(ptr %p)
define i32 @out(i64 %n) {
  %at = alloca ptr
  %r = call i32 @posix_memalign(ptr %at, i64 32, i64 %n)
  %bad = icmp ne i32 %r, 0
  br i1 %bad, label %done, label %on
on:
  %p = load ptr, ptr %at
  call void @use(ptr %p)
  call void @free(ptr %p)
  br label %done
done:
  ret i32 %r
}

; The length is found once, for the question and for both copies. One that fails is not written to.
; CHECK-LABEL: define void @string(
; CHECK:         %[[L:.*]] = call i64 @strlen(ptr %s)
; CHECK-NEXT:    %[[B:.*]] = add i64 %[[L]], 1
; CHECK-NEXT:    %fits = icmp ule i64 %[[B]], 256
; CHECK-NEXT:    br i1 %fits, label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    %[[M:.*]] = sub i64 %[[B]], 1
; CHECK-NEXT:    call void @llvm.memcpy{{.*}}(ptr align 16 %p.stack, ptr align 1 %s, i64 %[[M]], i1 false)
; CHECK-NEXT:    %[[E:.*]] = getelementptr inbounds i8, ptr %p.stack, i64 %[[M]]
; CHECK-NEXT:    store i8 0, ptr %[[E]]
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    %[[H:.*]] = call ptr @malloc(i64 %[[B]])
; CHECK-NEXT:    %[[NONE:.*]] = icmp eq ptr %[[H]], null
; CHECK-NEXT:    %[[C:.*]] = select i1 %[[NONE]], i64 0, i64 %[[B]]
; CHECK-NEXT:    call void @llvm.memcpy{{.*}}(ptr align 1 %[[H]], ptr align 1 %s, i64 %[[C]], i1 false)
; CHECK-NEXT:    br label
; CHECK-NOT:     @strdup
; CHECK:         %p = phi ptr [ %p.stack, %[[SLOT]] ], [ %[[H]], %[[HEAP]] ]
define void @string(ptr %s) {
  %p = call ptr @strdup(ptr %s)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; Which may not look behind the limit; the rest is left to the library.
; CHECK-LABEL: define void @string_part(
; CHECK:         %[[L:.*]] = call i64 @strnlen(ptr %s, i64 %most)
; CHECK-NEXT:    %[[B:.*]] = add i64 %[[L]], 1
; CHECK-NEXT:    %fits = icmp ule i64 %[[B]], 256
; CHECK:         %[[H:.*]] = call ptr @strndup(ptr %s, i64 %most)
; CHECK-NEXT:    br label
; CHECK:         %p = phi ptr [ %p.stack, %{{.*}} ], [ %[[H]], %{{.*}} ]
define void @string_part(ptr %s, i64 %most) {
  %p = call ptr @strndup(ptr %s, i64 %most)
  call void @use(ptr %p)
  call void @free(ptr %p)
  ret void
}

; CHECK-LABEL: define void @object(
; CHECK:         %[[H:.*]] = call ptr @_Znwm(i64 %n)
; CHECK:         %p = phi ptr [ %p.stack, %{{.*}} ], [ %[[H]], %{{.*}} ]
; CHECK:         br i1 %fits,
; CHECK:         call void @_ZdlPv(ptr %p)
define void @object(i64 %n) {
  %p = call ptr @_Znwm(i64 %n) builtin
  call void @use(ptr %p)
  call void @_ZdlPv(ptr %p) builtin
  ret void
}

; CHECK-LABEL: define void @nothrow_array(
; CHECK:         %[[H:.*]] = call ptr @_ZnamRKSt9nothrow_t(i64 %n, ptr @nothrow)
; CHECK:         %p = phi ptr [ %p.stack, %{{.*}} ], [ %[[H]], %{{.*}} ]
; CHECK:         call void @_ZdaPv(ptr %p)
define void @nothrow_array(i64 %n) {
  %p = call ptr @_ZnamRKSt9nothrow_t(i64 %n, ptr @nothrow) builtin
  call void @use(ptr %p)
  call void @_ZdaPv(ptr %p) builtin
  ret void
}

; An allocation that may throw still may: its landing pad keeps its entry, and the normal edge gets a join.
; CHECK-LABEL: define void @array(
; CHECK:       entry:
; CHECK:         br i1 %fits, label %[[SLOT:.*]], label %[[HEAP:.*]]
; CHECK:       [[SLOT]]:
; CHECK-NEXT:    call void @llvm.lifetime.start
; CHECK-NEXT:    br label %[[JOIN:.*]]
; CHECK:       [[HEAP]]:
; CHECK-NEXT:    %[[H:.*]] = invoke ptr @_Znam(i64 %n)
; CHECK-NEXT:        to label %[[JOIN]] unwind label %pad
; CHECK:       [[JOIN]]:
; CHECK-NEXT:    %p = phi ptr [ %p.stack, %[[SLOT]] ], [ %[[H]], %[[HEAP]] ]
; CHECK-NEXT:    br label %on
; CHECK:       done:
; CHECK-NEXT:    call void @llvm.lifetime.end
; CHECK-NEXT:    br i1 %fits,
; CHECK:       pad:
; CHECK-NEXT:    %origin = phi i1 [ false, %[[HEAP]] ], [ %fits, %on ]
; CHECK-NEXT:    %which = phi ptr [ null, %[[HEAP]] ], [ %p, %on ]
; CHECK-NEXT:    landingpad
; CHECK:         br i1 %origin,
; CHECK:         call void @_ZdaPv(ptr %which)
; CHECK:         resume
define void @array(i64 %n) personality ptr @__gxx_personality_v0 {
entry:
  %p = invoke ptr @_Znam(i64 %n) builtin to label %on unwind label %pad
on:
  invoke void @use(ptr %p) to label %done unwind label %pad
done:
  call void @_ZdaPv(ptr %p) builtin
  ret void
pad:
  %which = phi ptr [ null, %entry ], [ %p, %on ]
  %e = landingpad { ptr, i32 } cleanup
  call void @_ZdaPv(ptr %which) builtin
  resume { ptr, i32 } %e
}

; Phis of the normal destination take the join for the block of the invoke.
; CHECK-LABEL: define void @array_merged(
; CHECK:         %[[H:.*]] = invoke ptr @_Znam(i64 %n)
; CHECK-NEXT:        to label %[[JOIN:.*]] unwind label %pad
; CHECK:       [[JOIN]]:
; CHECK-NEXT:    %p = phi ptr
; CHECK-NEXT:    br label %made
; CHECK:       made:
; CHECK-NEXT:    %origin = phi i1 [ false, %entry ], [ %fits, %[[JOIN]] ]
; CHECK-NEXT:    %x = phi ptr [ null, %entry ], [ %p, %[[JOIN]] ]
; CHECK-NEXT:    %i = phi i32 [ 1, %entry ], [ 2, %[[JOIN]] ]
; CHECK-NEXT:    br i1 %origin,
; CHECK:       pad:
; CHECK-NEXT:    landingpad
define void @array_merged(i1 %c, i64 %n) personality ptr @__gxx_personality_v0 {
entry:
  br i1 %c, label %new, label %made
new:
  %p = invoke ptr @_Znam(i64 %n) builtin to label %made unwind label %pad
made:
  %x = phi ptr [ null, %entry ], [ %p, %new ]
  %i = phi i32 [ 1, %entry ], [ 2, %new ]
  call void @_ZdaPv(ptr %x) builtin
  ret void
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

; An allocator of the program's own, with two factors and zeroes.
; CHECK-LABEL: define void @user(
; CHECK:         @llvm.umul.with.overflow.i64(
; CHECK:         call void @llvm.memset
; CHECK:         %[[H:.*]] = call ptr @my_alloc(i64 %n, i64 %m)
; CHECK:         call void @my_free(ptr %p)
define void @user(i64 %n, i64 %m) {
  %p = call ptr @my_alloc(i64 %n, i64 %m)
  call void @use(ptr %p)
  call void @my_free(ptr %p)
  ret void
}
