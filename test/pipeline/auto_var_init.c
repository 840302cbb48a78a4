// RUN: %clang --config=%cfg -O1 -ftrivial-auto-var-init=pattern -S -emit-llvm %s -o - | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -ftrivial-auto-var-init=zero -S -emit-llvm %s -o - | %FileCheck %s
// Trap 67: the front end initialises what it takes for variables, and slots are made after it. They are as malloc's
// memory was, indeterminate, but what is found in them is what the stack held. calloc's zeroes are written as always.
#include <stdlib.h>

__attribute__((noinline)) void use(char *p, int count)
{
	for (int i = 0; i < count; i++)
		p[i] += (char)(i * count);
}

// CHECK-LABEL: @variable(
// CHECK: alloca [32 x i8]
// CHECK: call void @llvm.memset
// CHECK: call void @use
void variable(int count)
{
	char p[32];
	use(p, count);
}

// CHECK-LABEL: @slot(
// CHECK: alloca [32 x i8]
// CHECK-NOT: llvm.memset
// CHECK: call void @use
void slot(int count)
{
	char *p = malloc(32);
	use(p, count);
	free(p);
}

// CHECK-LABEL: @zeroed(
// CHECK: alloca [32 x i8]
// CHECK: call void @llvm.memset{{.*}} i8 0, i64 32
// CHECK: call void @use
void zeroed(int count)
{
	char *p = calloc(4, 8);
	use(p, count);
	free(p);
}
