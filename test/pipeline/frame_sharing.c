// RUN: %clang --config=%cfg -O2 -fstack-usage -c %s -o %t.o
// RUN: %FileCheck %s < %t.su
// Slots that are never in use at the same time share memory in the frame that code generation makes: their lifetimes end
// where the objects are freed, also where a guard asks whether there is anything to free (trap 41, trap 55).
#include <stdlib.h>

static inline int sum(const char *p, size_t n)
{
	int s = 0;
	for (size_t i = 0; i < n; i++)
		s = s * 3 + p[i];
	return s;
}

// CHECK: one_after_the_other {{[23][0-9][0-9]}} static
int one_after_the_other(const char *a, size_t n, size_t m)
{
	char *p = malloc(n);
	if (!p)
		return -1;
	for (size_t i = 0; i < n; i++)
		p[n - 1 - i] = a[i];
	int s = sum(p, n);
	free(p);
	char *q = malloc(m);
	if (!q)
		return -1;
	for (size_t i = 0; i < m; i++)
		q[i] = a[i * (size_t)s & 15];
	s += sum(q, m);
	free(q);
	return s;
}

// CHECK: in_two_arms {{[23][0-9][0-9]}} static
int in_two_arms(const char *a, size_t n, int c)
{
	int s;
	if (c) {
		char *p = malloc(n);
		if (!p)
			return -1;
		for (size_t i = 0; i < n; i++)
			p[n - 1 - i] = a[i];
		s = sum(p, n);
		free(p);
	} else {
		char *p = calloc(n, 2);
		if (!p)
			return -1;
		for (size_t i = 0; i < n; i++)
			p[i * 2] = a[i];
		s = sum(p, 2 * n);
		free(p);
	}
	return s;
}

// CHECK: both_at_once {{[56][0-9][0-9]}} static
int both_at_once(const char *a, size_t n, size_t m)
{
	char *p = malloc(n), *q = malloc(m);
	int s = -1;
	if (p && q) {
		for (size_t i = 0; i < n; i++)
			p[n - 1 - i] = a[i];
		for (size_t i = 0; i < m; i++)
			q[i] = a[i * 7 & 15];
		s = sum(p, n) ^ sum(q, m);
	}
	free(p);
	free(q);
	return s;
}
