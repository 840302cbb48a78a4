// RUN: %clang --config=%cfg -O2 -c %s -o %t.o -Rpass=escape 2>&1 | %FileCheck %s
// What was moved, where it was allocated, and by which proof. Places are right without -g.
#include <stdlib.h>
#include <string.h>

// CHECK: promoted.c:[[@LINE+3]]:20: remark: 'malloc' of 20 bytes moved to the stack: it does not escape [-Rpass=escape]
int constant_size(int i)
{
	char *p = (char *)malloc(20);
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}

// CHECK: promoted.c:[[@LINE+5]]:12: remark: 'malloc' of up to 64 bytes moved to the stack: it does not escape [-Rpass=escape]
size_t bounded_size(const char *s, size_t n)
{
	if (n > 64)
		return 0;
	char *p = malloc(n);
	memcpy(p, s, n);
	p[n - 1] = 0;
	size_t r = strlen(p);
	free(p);
	return r;
}

// Trap 18: not freed on a path that returns. The remark says which return.
// CHECK: promoted.c:[[@LINE+3]]:12: remark: 'malloc' of 20 bytes moved to the stack: it does not escape; it was never freed on a path to the return at line [[@LINE+8]] [-Rpass=escape]
int forgotten(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	if (r != 7)
		free(p);
	return r;
}

// A path that does not return is no leak.
// CHECK: promoted.c:[[@LINE+3]]:12: remark: 'malloc' of 20 bytes moved to the stack: it does not escape [-Rpass=escape]
int or_exits(int i)
{
	char *p = malloc(20);
	p[i] = 1;
	int r = p[2];
	if (r == 7)
		exit(1);
	free(p);
	return r;
}

// Captured by a global, but not for longer than the frame.
// CHECK: promoted.c:[[@LINE+4]]:12: remark: 'calloc' of 16 bytes moved to the stack: it is freed on every path [-Rpass=escape]
char *kept;
int captured(int i)
{
	char *p = calloc(4, 4);
	kept = p;
	p[i] = 1;
	int r = p[2];
	free(p);
	return r;
}
// CHECK-NOT: remark
