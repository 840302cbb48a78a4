// RUN: %clang --config=%cfg -O1 -fsanitize=address -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -fsanitize=thread -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -fsanitize=memory -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -fsanitize=undefined -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck --check-prefix=FINE %s
// Trap 71: those that look at the heap keep it. UBSan does not look.
#include <stdlib.h>

// CHECK-NOT: moved to the stack
// CHECK: remark: 'malloc' of 20 bytes stays on the heap: the function is checked by a sanitizer
// CHECK-NOT: moved to the stack
// FINE: remark: 'malloc' of 20 bytes moved to the stack
int f(void)
{
	char *p = malloc(20);
	p[3] = 1;
	int r = p[3];
	__asm__ volatile("" ::: "memory");
	free(p);
	return r;
}
