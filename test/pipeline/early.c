// RUN: %clang --config=%cfg -mllvm -escape-early -O2 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// A second run, before functions are simplified, speaks of what it moved; what it leaves is judged by the usual one, once.
#include <stdlib.h>

void use(void *);

// CHECK-COUNT-1: remark: 'malloc' of 20 bytes moved to the stack
// CHECK-COUNT-1: remark: 'malloc' of 21 bytes stays on the heap
// CHECK-NOT: remark:
int moved(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}

void kept(void)
{
	char *p = malloc(21);
	use(p);
	free(p);
}
