// RUN: %clang --config=%cfg --target=aarch64-linux-gnu -O2 -S %s -o - | %FileCheck %s
// Each round has a fresh object, so what one round stores as a float is never what another has stored as an int, and
// !tbaa says so of the accesses (trap 95). Of the one slot it is not true: code generation for AArch64, which asks
// alias analysis, moves the load of the int behind the store of the float once the loop is unrolled and the markers
// are gone.
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t);
void free(void *);

// CHECK-LABEL: rounds:
// CHECK-NOT: malloc
// CHECK: str	w3, [x{{[0-9]+}}, x1, lsl #2]
// CHECK-NOT: str	s
// CHECK: ldr	w{{[0-9]+}}, [x{{[0-9]+}}, x2, lsl #2]
// CHECK: ret
long rounds(long n, long i, long j, int a, float b, float *out)
{
	int x = a;
	float y = 0;
#pragma clang loop unroll_count(2)
	for (long round = 0; round < 1000; round++) {
		void *p = malloc(64);
		if (round & 1) {
			float *f = p;
			f[i] = b;
			y = f[j] / b + y;
		} else {
			int *q = p;
			q[i] = a;
			x = q[j] * q[j] / a + x;
		}
		free(p);
	}
	*out = y;
	return x;
}
