// RUN: %clang --config=%cfg -I %root/include -O2 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// What must stay on the heap must do so wherever its function is inlined (trap 107).
#include <escape/annotations.h>
#include <stdlib.h>

__attribute__((noinline)) void fill(char *to, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = (char)(i + count);
}

ESCAPE_HEAP static int secret(int count)
{
	char *p = malloc(32);
	if (!p)
		return 0;
	fill(p, count);
	int r = p[count & 3];
	free(p);
	return r;
}

// CHECK-NOT: moved to the stack
// CHECK: stays on the heap: the function is annotated escape:heap
// CHECK-NOT: moved to the stack
int caller(int count) { return secret(count) + 1; }
