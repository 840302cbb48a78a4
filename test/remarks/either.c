// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -Rpass=escape -fno-caret-diagnostics 2>&1 | %FileCheck %s
// RUN: %clang --config=%cfg -O1 -c %s -o %t.o -fsave-optimization-record -foptimization-record-file=%t.yaml
// RUN: %FileCheck --check-prefix=RECORD %s < %t.yaml
// What is told of objects that are in a slot or on the heap: when they are in the slot, and how large it is.
#include <stdlib.h>
#include <string.h>

// CHECK: either.c:[[@LINE+6]]:12: remark: 'malloc' moved to the stack where it has at most 256 bytes: it does not escape [-Rpass=escape]
// RECORD: Function: size_is_not_known
// RECORD: - Slot: '256'
// RECORD: - Verdict: stack-or-heap
int size_is_not_known(const char *s, size_t n)
{
	char *p = malloc(n);
	if (!p)
		return -1;
	memcpy(p, s, n);
	int value = p[n / 2] + p[n / 3];
	free(p);
	return value;
}

// CHECK: either.c:[[@LINE+5]]:13: remark: 'malloc' of 40 bytes moved to the stack where no other instance is there: it does not escape [-Rpass=escape]
int one_at_a_time(const char *s, int n)
{
	char *last = NULL;
	for (int i = 0; i < n; i++) {
		char *p = malloc(40);
		if (!p)
			abort();
		strncpy(p, s, 40);
		p[3] = last ? last[i % 40] : 0;
		free(last);
		last = p;
	}
	int value = last ? last[n & 3] : 0;
	free(last);
	return value;
}

// CHECK: either.c:[[@LINE+4]]:{{[0-9]+}}: remark: 'malloc' of 16 bytes moved to the stack: it does not escape [-Rpass=escape]
// CHECK: either.c:[[@LINE+7]]:{{[0-9]+}}: remark: 'realloc' leaves a block that is on the stack there while it has at most 256 bytes: it does not escape [-Rpass=escape]
int grown(const char *s, size_t n)
{
	char *p = malloc(16);
	if (!p)
		return -1;
	memcpy(p, s, 16);
	char *larger = realloc(p, n);
	if (larger)
		p = larger;
	int value = p[3] + p[n / 2];
	free(p);
	return value;
}
