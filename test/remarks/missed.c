// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass-missed=escape -Rpass-analysis=escape 2>&1 | %FileCheck %s
// The two families that users must never confuse: what escapes, and what does not but stays. Each step of an escape is
// reported at its own place. Parameters have names if clang was told to keep them, and numbers otherwise.
#include <stdlib.h>
#include <string.h>

void use(void *);
void look(const void *) __attribute__((pure));
void *kept;
struct pair {
	void *first, *second;
};

// CHECK: missed.c:[[@LINE+3]]:12: remark: 'malloc' of 8 bytes stays on the heap: it is returned [-Rpass-missed=escape]
void *returned(void)
{
	void *p = malloc(8);
	use(0);
	return p;
}
// CHECK: missed.c:[[@LINE-2]]:2: remark: pointer from 'malloc' at line [[@LINE-4]], step 1 of 1: returned [-Rpass-analysis=escape]
// CHECK: missed.c:[[@LINE-5]]:12: remark: 0 of 1 heap allocations in 'returned' moved to the stack (0 bytes) [-Rpass-analysis=escape]

// CHECK: missed.c:[[@LINE+3]]:12: remark: 'malloc' of 8 bytes stays on the heap: it is stored to global 'kept' [-Rpass-missed=escape]
void stored(void)
{
	void *p = malloc(8);
	kept = p;
}
// CHECK: missed.c:[[@LINE-2]]:7: remark: pointer from 'malloc' at line [[@LINE-3]], step 1 of 1: stored to global 'kept' [-Rpass-analysis=escape]

// CHECK: missed.c:[[@LINE+3]]:16: remark: 'malloc' of 8 bytes stays on the heap: it is stored through parameter {{1|'out'}} [-Rpass-missed=escape]
void through_parameter(struct pair *out)
{
	out->second = malloc(8);
}
// CHECK: missed.c:[[@LINE-2]]:14: remark: pointer from 'malloc' at line [[@LINE-2]], step 1 of 1: stored to what parameter {{1|'out'}} points to [-Rpass-analysis=escape]

// CHECK: missed.c:[[@LINE+3]]:12: remark: 'malloc' of 8 bytes stays on the heap: it is passed to 'use', which may keep it [-Rpass-missed=escape]
void passed(void)
{
	void *p = malloc(8);
	use(p);
	free(p);
}
// CHECK: missed.c:[[@LINE-3]]:2: remark: pointer from 'malloc' at line [[@LINE-4]], step 1 of 1: passed to 'use' [-Rpass-analysis=escape]

// Go: "hello" escapes to heap (a call through an interface).
// CHECK: missed.c:[[@LINE+3]]:12: remark: 'malloc' of 8 bytes stays on the heap: it is passed to a call through a pointer, whose target is unknown [-Rpass-missed=escape]
void passed_to_pointer(void (*f)(void *))
{
	void *p = malloc(8);
	f(p);
	free(p);
}
// CHECK: missed.c:[[@LINE-3]]:2: remark: pointer from 'malloc' at line [[@LINE-4]], step 1 of 1: passed to a call through a pointer [-Rpass-analysis=escape]

// CHECK: missed.c:[[@LINE+3]]:12: remark: 'aligned_alloc' does not escape, but stays on the heap: its alignment is not a constant that a frame can give [-Rpass-missed=escape]
size_t odd(const char *s, size_t n)
{
	char *p = aligned_alloc(n, n);
	strcpy(p, s);
	size_t r = strlen(p);
	free(p);
	return r;
}
// Nothing flows anywhere, so there are no steps.
// CHECK-NOT: step 1

// CHECK: missed.c:[[@LINE+3]]:12: remark: 'malloc' of 40000 bytes does not escape, but stays on the heap: larger than the limit of 1024 bytes [-Rpass-missed=escape]
size_t large(const char *s)
{
	char *p = malloc(40000);
	strcpy(p, s);
	size_t r = strlen(p);
	free(p);
	return r;
}

// The whole way, in the order in which the program runs.
// CHECK: missed.c:[[@LINE+4]]:23: remark: 'malloc' of 16 bytes stays on the heap: it is stored to global 'kept' [-Rpass-missed=escape]
// CHECK: missed.c:[[@LINE+3]]:60: remark: 'malloc' of 8 bytes stays on the heap: it is stored to global 'kept' [-Rpass-missed=escape]
void inside(int i)
{
	struct pair *outer = malloc(sizeof *outer); void *inner = malloc(8);
	((void **)outer)[i] = inner;
	use(0);
	kept = outer;
}
