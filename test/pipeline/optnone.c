// RUN: %clang --config=%cfg -O2 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// A function that is not to be optimised is left alone, and says so; the one beside it is not.
#include <stdlib.h>

// CHECK: remark: 'malloc' of 20 bytes stays on the heap: the function is marked optnone
__attribute__((optnone)) int left_alone(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}

// CHECK: remark: 'malloc' of 20 bytes moved to the stack
int optimised(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}
