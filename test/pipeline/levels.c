// RUN: %clang --config=%cfg -O0 -S -emit-llvm %s -o - -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck --check-prefix=NOTHING %s
// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O2 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O3 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -Os -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -Oz -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -Og -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// RUN: %clang -fpass-plugin=%plugin -O2 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// Every extension point is called at -O0 as well, where nothing may happen. At all other levels it runs, once.
#include <stdlib.h>

// NOTHING-NOT: remark
// NOTHING: call {{.*}}@malloc
// NOTHING-NOT: remark

// CHECK: remark: 'malloc' of 20 bytes moved to the stack
// CHECK-NOT: remark:
int f(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}
