; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; Trap 70: debug records follow the pointer to the slot, and calls that vanish leave no dangling ones.

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @f(
; CHECK:         %p.stack = alloca [8 x i8], align 16{{$}}
; CHECK:         #dbg_value(ptr %p.stack, ![[VAR:[0-9]+]], !DIExpression(), !{{[0-9]+}})
; CHECK:         call void @use(ptr %p.stack), !dbg
define void @f() !dbg !4 {
  %p = call ptr @malloc(i64 8), !dbg !9
    #dbg_value(ptr %p, !8, !DIExpression(), !9)
  call void @use(ptr %p), !dbg !10
  call void @free(ptr %p), !dbg !11
  ret void, !dbg !12
}

; An invoke's branch keeps its line.
; CHECK-LABEL: define void @invoked(
; CHECK:         br label %made, !dbg
define void @invoked() personality ptr @__gxx_personality_v0 !dbg !13 {
  %p = invoke ptr @_Znwm(i64 8) builtin to label %made unwind label %pad, !dbg !14
made:
  call void @use(ptr %p), !dbg !14
  ret void, !dbg !14
pad:
  %e = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %e
}

declare ptr @_Znwm(i64) nobuiltin allocsize(0)
declare i32 @__gxx_personality_v0(...)

; CHECK:       ![[VAR]] = !DILocalVariable(name: "p"

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "f.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{i32 7, !"Dwarf Version", i32 5}
!4 = distinct !DISubprogram(name: "f", file: !1, line: 1, type: !5, unit: !0, retainedNodes: !7, spFlags: DISPFlagDefinition)
!5 = !DISubroutineType(types: !6)
!6 = !{null}
!7 = !{!8}
!8 = !DILocalVariable(name: "p", scope: !4, file: !1, line: 2, type: !15)
!9 = !DILocation(line: 2, column: 13, scope: !4)
!10 = !DILocation(line: 3, column: 3, scope: !4)
!11 = !DILocation(line: 4, column: 3, scope: !4)
!12 = !DILocation(line: 5, column: 1, scope: !4)
!13 = distinct !DISubprogram(name: "invoked", file: !1, line: 7, type: !5, unit: !0, spFlags: DISPFlagDefinition)
!14 = !DILocation(line: 8, column: 3, scope: !13)
!15 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: null, size: 64)
