// RUN: rm -f %t.yaml
// RUN: %clang --config=%cfg -O1 -g -c %s -o %t.o -fsave-optimization-record -foptimization-record-file=%t.yaml \
// RUN:   -foptimization-record-passes=escape
// RUN: %FileCheck %s < %t.yaml
// Records: the same verdicts with keys that scripts filter by. Values are plain ASCII tokens.
#include <stdlib.h>

void use(void *);

int promoted(int i)
{
	char *buffer = malloc(20);
	buffer[i] = 1;
	int r = buffer[2];
	free(buffer);
	return r;
}

void kept(void)
{
	void *object = malloc(8);
	use(object);
	free(object);
}

// CHECK:      --- !Passed
// CHECK-NEXT: Pass:            escape
// CHECK-NEXT: Name:            Promoted
// CHECK-NEXT: DebugLoc:        { File: {{.*}}, Line: 12, Column: 17 }
// CHECK-NEXT: Function:        promoted
// CHECK-DAG:    - AllocFn:         malloc
// CHECK-DAG:    - Size:            '20'
// CHECK-DAG:    - Verdict:         stack
// CHECK-DAG:    - Proof:           no-escape
// CHECK-DAG:    - Var:             buffer
// CHECK-DAG:    - SiteId:          {{['0-9a-f]+}}
// CHECK-DAG:    - Phase:           compile

// CHECK:      --- !Analysis
// CHECK-NEXT: Pass:            escape
// CHECK-NEXT: Name:            AllocSummary
// CHECK:      Function:        promoted
// CHECK-DAG:    - Stack:           '1'
// CHECK-DAG:    - Total:           '1'
// CHECK-DAG:    - Bytes:           '20'

// CHECK:      --- !Missed
// CHECK-NEXT: Pass:            escape
// CHECK-NEXT: Name:            EscapesToCall
// CHECK-NEXT: DebugLoc:        { File: {{.*}}, Line: 21, Column: 17 }
// CHECK-NEXT: Function:        kept
// CHECK:        - AllocFn:         malloc
// CHECK:        - Sink:            use
// CHECK:        - Reason:          escapes-to-call
// CHECK:        - Flow:            'passed to ''use'''
// CHECK-NEXT:     DebugLoc:        { File: {{.*}}, Line: 22, Column: 2 }
// CHECK:        - Var:             object
// CHECK:        - Suggestion:      {{.+}}
// CHECK:        - SiteId:          {{.+}}
// CHECK:        - Phase:           compile

// CHECK:      --- !Analysis
// CHECK-NEXT: Pass:            escape
// CHECK-NEXT: Name:            EscapeStep
// CHECK-NEXT: DebugLoc:        { File: {{.*}}, Line: 22, Column: 2 }
// CHECK:        - Step:            '1'
// CHECK:        - Steps:           '1'
// CHECK:        - Flow:            'passed to ''use'''

// LLVM's own tools read them, and nothing but our pass is in there.
// RUN: llvm-remarkutil count --parser=yaml --group-by=function %t.yaml | %FileCheck --check-prefix=COUNT %s
// COUNT-DAG: kept,3
// COUNT-DAG: promoted,2

// A second build of the same source gives the same records, to the letter.
// RUN: %clang --config=%cfg -O1 -g -c %s -o %t.o -fsave-optimization-record -foptimization-record-file=%t.again.yaml \
// RUN:   -foptimization-record-passes=escape
// RUN: diff %t.yaml %t.again.yaml
