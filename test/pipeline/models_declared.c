// A file that declares allocation functions is read before it is known whether anything allocates (trap 34).
// RUN: printf 'p lib_alloc(i) allocates=lib size=1\nv lib_free(p) frees=lib block=1\n' > %t.good
// RUN: printf '\np lib_alloc(i) allocates=lib size=2\n' > %t.bad
// RUN: %clang --config=%cfg -mllvm -escape-models=%t.good -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape \
// RUN:   -Rpass-analysis=escape 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape -Rpass-missed=escape 2>&1 \
// RUN:   | %FileCheck --check-prefix=NONE --allow-empty %s
// RUN: rm -f %t.o
// RUN: %not %clang --config=%cfg -mllvm -escape-models=%t.bad -O1 -c %s -o %t.o 2>&1 | %FileCheck --check-prefix=BAD %s
// RUN: test ! -e %t.o
// Where builtins are off the library's names are for the user to explain.
// RUN: printf 'p malloc(i) allocates=mine size=1\nv free(p) frees=mine block=1\n' > %t.mine
// RUN: %clang --config=%cfg -ffreestanding -DALLOC=malloc -DFREE=free -mllvm -escape-models=%t.mine -O1 -c %s -o %t.o \
// RUN:   -Rpass=escape 2>&1 | %FileCheck --check-prefix=MINE %s
#ifndef ALLOC
#define ALLOC lib_alloc
#define FREE lib_free
#endif

void *ALLOC(unsigned long);
void FREE(void *);

// CHECK: remark: 'lib_alloc' of 20 bytes moved to the stack: it does not escape
// CHECK: remark: 1 of 1 heap allocations in 'moved' moved to the stack (20 bytes)
// CHECK: remark: 'lib_alloc' of 21 bytes stays on the heap: it is returned
// NONE-NOT: remark
// BAD: error: escape: {{.*}}.bad:2: size=2, but the function has 1 argument
// MINE: remark: 'malloc' of 20 bytes moved to the stack: it does not escape
int moved(int n)
{
	char *p = ALLOC(20);
	for (int i = 0; i < 20; i++)
		p[i] = (char)(n * i);
	int got = p[n & 15];
	FREE(p);
	return got;
}

void *returned(void)
{
	return ALLOC(21);
}
