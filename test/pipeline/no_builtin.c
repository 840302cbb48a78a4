// RUN: %clang --config=%cfg -O2 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O2 -fno-builtin -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=NOTHING --allow-empty %s
// RUN: %clang --config=%cfg -O2 -fno-builtin-malloc -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=NOTHING --allow-empty %s
// RUN: %clang --config=%cfg -O2 -ffreestanding -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=NOTHING --allow-empty %s
// Trap 31: where malloc is a name like another, nothing is known about it.
void *malloc(__SIZE_TYPE__);
void free(void *);

// CHECK: remark: 'malloc' of 20 bytes moved to the stack
// NOTHING-NOT: remark
int f(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}
