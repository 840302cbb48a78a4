// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -mllvm -escape-max-size=8 -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=SMALL %s
// RUN: %clang -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape -mllvm -escape-max-size=8 --config=%cfg 2>&1 \
// RUN:   | %FileCheck --check-prefix=SMALL %s
// RUN: %clang --config=%cfg -mllvm -escape-only=g -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=ONLY %s
// RUN: %clang --config=%cfg -mllvm -escape-limit=1 -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=LIMIT %s
// RUN: %clang --config=%cfg -mllvm -escape-dry-run -O1 -S -emit-llvm %s -o - -Rpass=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=DRY %s
// Options of the plugin on clang's command line, before its config file or behind it.
#include <stdlib.h>

// CHECK: 'malloc' of 20 bytes moved to the stack
// CHECK: 'malloc' of 21 bytes moved to the stack
// SMALL: 'malloc' of 20 bytes does not escape, but stays on the heap: larger than the limit of 8 bytes
// SMALL: 'malloc' of 21 bytes does not escape, but stays on the heap: larger than the limit of 8 bytes
// ONLY: 'malloc' of 20 bytes does not escape, but stays on the heap: option -escape-only leaves it there
// ONLY: 'malloc' of 21 bytes moved to the stack
// LIMIT: 'malloc' of 20 bytes moved to the stack
// LIMIT: 'malloc' of 21 bytes does not escape, but stays on the heap: option -escape-limit leaves it there
// DRY-DAG: 'malloc' of 20 bytes moved to the stack
// DRY-DAG: call {{.*}}@malloc(i64 noundef 20)
int f(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}

int g(int i)
{
	char *p = malloc(21);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}
