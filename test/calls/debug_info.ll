; RUN: %opt -passes='escape<no-cleanup;verify>,verify' -S %s | %FileCheck %s
; RUN: %opt -passes='escape<verify>,verify' -disable-output %s
; A copy has a subprogram of its own, of the same name and place; the call keeps its line, and variables of the callee are
; found in the copy (trap 70).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

define internal ptr @make(i64 %n) !dbg !4 {
    #dbg_value(i64 %n, !8, !DIExpression(), !9)
  %p = call ptr @malloc(i64 16), !dbg !9
    #dbg_value(ptr %p, !10, !DIExpression(), !9)
  store i64 %n, ptr %p, !dbg !11
  ret ptr %p, !dbg !12
}

; CHECK-LABEL: define void @caller()
; CHECK:         %p = call ptr @make.escape(i64 5, ptr %p.stack), !dbg [[LINE:![0-9]+]]
define void @caller() !dbg !5 {
  %p = call ptr @make(i64 5), !dbg !13
  call void @use(ptr %p), !dbg !14
  call void @free(ptr %p), !dbg !15
  ret void, !dbg !16
}

; CHECK:       define internal ptr @make.escape(i64 %n, ptr %0) !dbg [[COPY:![0-9]+]] {
; CHECK-NEXT:      #dbg_value(i64 %n, [[N:![0-9]+]],
; CHECK-NEXT:      #dbg_value(ptr %0, [[P:![0-9]+]],
; CHECK-NEXT:    store i64 %n, ptr %0, {{.*}}!dbg [[STORE:![0-9]+]]
; CHECK-DAG: [[LINE]] = !DILocation(line: 10,
; CHECK-DAG: [[COPY]] = distinct !DISubprogram(name: "make", {{.*}}line: 1,
; CHECK-DAG: [[N]] = !DILocalVariable(name: "n", {{.*}}scope: [[COPY]],
; CHECK-DAG: [[P]] = !DILocalVariable(name: "p", scope: [[COPY]],
; CHECK-DAG: [[STORE]] = !DILocation(line: 3, {{.*}}scope: [[COPY]])

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "calls.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{i32 7, !"Dwarf Version", i32 5}
!4 = distinct !DISubprogram(name: "make", scope: !1, file: !1, line: 1, type: !6, scopeLine: 1, spFlags: DISPFlagLocalToUnit | DISPFlagDefinition, unit: !0, retainedNodes: !17)
!5 = distinct !DISubprogram(name: "caller", scope: !1, file: !1, line: 9, type: !6, scopeLine: 9, spFlags: DISPFlagDefinition, unit: !0)
!6 = !DISubroutineType(types: !7)
!7 = !{null}
!8 = !DILocalVariable(name: "n", arg: 1, scope: !4, file: !1, line: 1, type: !18)
!9 = !DILocation(line: 2, column: 3, scope: !4)
!10 = !DILocalVariable(name: "p", scope: !4, file: !1, line: 2, type: !18)
!11 = !DILocation(line: 3, column: 3, scope: !4)
!12 = !DILocation(line: 4, column: 3, scope: !4)
!13 = !DILocation(line: 10, column: 3, scope: !5)
!14 = !DILocation(line: 11, column: 3, scope: !5)
!15 = !DILocation(line: 12, column: 3, scope: !5)
!16 = !DILocation(line: 13, column: 1, scope: !5)
!17 = !{!8, !10}
!18 = !DIBasicType(name: "long", size: 64, encoding: DW_ATE_signed)
