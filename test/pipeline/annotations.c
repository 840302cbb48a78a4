// RUN: %clang --config=%cfg -O1 -g -I%root/include -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -I%root/include -c %s -o %t.o 2>&1 | %FileCheck --check-prefix=HEARD %s
// RUN: %not %clang --config=%cfg -O1 -I%root/include -c %s -o %t.o -Werror 2>&1 | %FileCheck --check-prefix=ERROR %s
// RUN: %clang --config=%cfg -O1 -I%root/include -c %s -o %t.o -Wno-pass-failed 2>&1 \
// RUN:   | %FileCheck --check-prefix=QUIET --allow-empty %s
// RUN: %clang --config=%cfg -O1 -I%root/include -c %s -o %t.o -Rpass-missed=escape -Rpass=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=REMARKS %s
// RUN: %clang -O1 -Werror -I%root/include -c %s -o %t.o
// Promises that the programmer wants to be kept are warnings where they are not; other functions are left alone on request.
#include "escape/annotations.h"
#include <stdlib.h>

// CHECK: annotations.c:[[@LINE+4]]:9: warning: 'malloc' of 8 bytes stays on the heap: it is returned [-Wpass-failed=escape]
// CHECK-NOT: warning:
ESCAPE_STACK void *broken_promise(void)
{
	return malloc(8);
}

ESCAPE_STACK int kept_promise(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}

ESCAPE_HEAP int opted_out(int i)
{
	char *p = malloc(21);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}

// A promise about a parameter; freeing is another matter, which needs the other half.
void uses(ESCAPE_NOESCAPE char *p);
int promised_by_the_callee(void)
{
	char *p = malloc(22);
	uses(p);
	int r = p[2];
	free(p);
	return r;
}

// HEARD: warning: 'malloc' of 8 bytes stays on the heap: it is returned [-Wpass-failed=escape]
// ERROR: error: 'malloc' of 8 bytes stays on the heap: it is returned [-Werror,-Wpass-failed=escape]
// QUIET-NOT: warning
// REMARKS: remark: 'malloc' of 8 bytes stays on the heap: it is returned
// REMARKS: remark: 'malloc' of 20 bytes moved to the stack
// REMARKS: remark: 'malloc' of 21 bytes stays on the heap: the function is annotated escape:heap
// REMARKS: remark: 'malloc' of 22 bytes does not escape, but stays on the heap: it is passed to 'uses', which may free it
