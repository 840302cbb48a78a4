// RUN: %clang --config=%cfg -O1 -fsanitize=address -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -fsanitize=thread -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -fsanitize=memory -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -fsanitize=signed-integer-overflow -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck --check-prefix=FINE %s
// Trap 71: those that look at the heap keep it. UBSan does not look.
#include <stdlib.h>

// CHECK-NOT: moved to the stack
// CHECK: remark: 'malloc' of 20 bytes stays on the heap: the function is checked by a sanitizer
// CHECK-NOT: moved to the stack
// FINE: remark: 'malloc' of 20 bytes moved to the stack
int f(int i)
{
	char *p = malloc(20);
	p[i + 1] = 1;
	int r = p[2];
	free(p);
	return r;
}
