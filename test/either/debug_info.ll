; RUN: %opt -passes='escape<no-cleanup;verify>' -S %s | %FileCheck %s
; RUN: %opt -passes='escape<verify>,verify' -disable-output %s
; All that takes the place of a call has the place of that call, in every arm (trap 70).

target triple = "x86_64-unknown-linux-gnu"

declare ptr @malloc(i64)
declare ptr @realloc(ptr, i64)
declare ptr @strdup(ptr)
declare void @free(ptr)
declare void @use(ptr nocapture nofree)

; CHECK-LABEL: define void @f(
; CHECK:         freeze i64 %n, !dbg ![[ALLOCATED:[0-9]+]]
; CHECK:         %fits = icmp ule {{.*}}, !dbg ![[ALLOCATED]]
; CHECK:         br i1 %fits, {{.*}}, !dbg ![[ALLOCATED]]
; CHECK:         call ptr @malloc(i64 %n), !dbg ![[ALLOCATED]]
; CHECK:         %p = phi ptr {{.*}}, !dbg ![[ALLOCATED]]
; CHECK:         #dbg_value(ptr %p,
; CHECK:         freeze i64 %m, !dbg ![[RESIZED:[0-9]+]]
; CHECK:         call ptr @malloc({{.*}}), !dbg ![[RESIZED]]
; CHECK:         call void @llvm.memcpy{{.*}}, !dbg ![[RESIZED]]
; CHECK:         call ptr @realloc({{.*}}), !dbg ![[RESIZED]]
; CHECK:         %r = phi ptr {{.*}}, !dbg ![[RESIZED]]
; CHECK:         br i1 {{.*}}, !dbg ![[FREED:[0-9]+]]
; CHECK:         call void @free(ptr %r), !dbg ![[FREED]]
; CHECK:       }
define void @f(i64 %n, i64 %m) !dbg !5 {
  %p = call ptr @malloc(i64 %n), !dbg !8
  call void @llvm.dbg.value(metadata ptr %p, metadata !7, metadata !DIExpression()), !dbg !8
  call void @use(ptr %p), !dbg !8
  %r = call ptr @realloc(ptr %p, i64 %m), !dbg !9
  call void @free(ptr %r), !dbg !10
  ret void, !dbg !10
}

; Calls of functions that are inlined later must have one (the verifier asks).
; CHECK-LABEL: define void @g(
; CHECK:         call i64 @strlen(ptr %s), !dbg
; CHECK:         call void @llvm.memcpy{{.*}}, !dbg
; CHECK:         call ptr @malloc({{.*}}), !dbg
; CHECK:         call void @llvm.memcpy{{.*}}, !dbg
define void @g(ptr %s) !dbg !11 {
  %p = call ptr @strdup(ptr %s), !dbg !12
  call void @use(ptr %p), !dbg !12
  call void @free(ptr %p), !dbg !12
  ret void, !dbg !12
}

; CHECK-DAG:   ![[ALLOCATED]] = !DILocation(line: 2,
; CHECK-DAG:   ![[RESIZED]] = !DILocation(line: 3,
; CHECK-DAG:   ![[FREED]] = !DILocation(line: 4,
declare void @llvm.dbg.value(metadata, metadata, metadata)

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !DISubroutineType(types: !4)
!4 = !{null}
!5 = distinct !DISubprogram(name: "f", file: !1, line: 1, type: !3, unit: !0, spFlags: DISPFlagDefinition)
!6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!7 = !DILocalVariable(name: "p", scope: !5, file: !1, line: 2, type: !6)
!8 = !DILocation(line: 2, scope: !5)
!9 = !DILocation(line: 3, scope: !5)
!10 = !DILocation(line: 4, scope: !5)
!11 = distinct !DISubprogram(name: "g", file: !1, line: 6, type: !3, unit: !0, spFlags: DISPFlagDefinition)
!12 = !DILocation(line: 7, scope: !11)
