// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass-analysis=escape 2>&1 | %FileCheck %s
// A long way out: every step has its own place, and the number of the step.
#include <stdlib.h>

void use(void *);
void *kept;
struct box {
	struct box *inner;
	int value[2];
};

void chain(int i)
{
	struct box *a = malloc(sizeof *a);
	struct box *b = malloc(sizeof *b);
	use(&kept);
	b->value[i] = 1;
	a->inner = b;
	kept = a;
}
// The outer one: one step.
// CHECK: steps.c:[[@LINE-3]]:7: remark: pointer from 'malloc' at line [[@LINE-8]], step 1 of 1: stored to global 'kept'
// The inner one: two.
// CHECK: steps.c:[[@LINE-6]]:11: remark: pointer from 'malloc' at line [[@LINE-9]], step 1 of 2: stored to the object of 'malloc' at line [[@LINE-10]]
// CHECK: steps.c:[[@LINE-6]]:7: remark: pointer from 'malloc' at line [[@LINE-10]], step 2 of 2: what holds it, the object of 'malloc' at line [[@LINE-11]], is stored to global 'kept'
// CHECK: remark: 0 of 2 heap allocations in 'chain' moved to the stack (0 bytes)
