// RUN: %clang --config=%cfg -O2 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O2 -g -c %s -o %t.o -foptimization-record-file=%t.yaml -foptimization-record-passes=escape
// RUN: %FileCheck --check-prefix=YAML %s < %t.yaml
// A constructor is judged anew in each function that it is inlined into, and the remark says in which.
#include <stdlib.h>

struct box {
	int value[4];
};

static inline __attribute__((always_inline)) struct box *make(int v)
{
	struct box *b = malloc(sizeof *b);
	if (!b)
		abort();
	b->value[0] = v;
	return b;
}

// CHECK: inlined.c:13:18: remark: 'malloc' of 16 bytes moved to the stack: it does not escape (copy inlined into 'uses') [-Rpass=escape]
int uses(int i)
{
	struct box *b = make(i);
	b->value[i] = 1;
	int r = b->value[2];
	free(b);
	return r;
}

// CHECK: inlined.c:13:18: remark: 'malloc' of 16 bytes stays on the heap: it is returned (copy inlined into 'passes_on') [-Rpass-missed=escape]
struct box *passes_on(void)
{
	return make(7);
}
// CHECK-NOT: remark

// YAML:      --- !Passed
// YAML:      DebugLoc:        { File: {{.*}}, Line: 13, Column: 18 }
// YAML:      Function:        uses
// YAML:        - InlinedInto:     uses
// YAML-NEXT:     DebugLoc:        { File: {{.*}}, Line: 23, Column: 18 }
// YAML:        - SiteId:          [[ID:.*]]
// YAML:      --- !Missed
// YAML:      Function:        passes_on
// YAML:        - InlinedInto:     passes_on
// YAML-NEXT:     DebugLoc:        { File: {{.*}}, Line: 33, Column: 9 }
// It is one site of the source.
// YAML:        - SiteId:          [[ID]]
