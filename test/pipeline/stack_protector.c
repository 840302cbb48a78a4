// RUN: %clang --config=%cfg -O1 -S %s -o - | %FileCheck --check-prefix=NONE %s
// RUN: %clang --config=%cfg -O1 -fstack-protector-strong -S %s -o - | %FileCheck --check-prefix=CANARY %s
// RUN: %clang --config=%cfg -O1 -fsanitize=safe-stack -S %s -o - | %FileCheck --check-prefix=UNSAFE %s
// RUN: %clang --config=%cfg -O1 -fstack-protector-strong -fsanitize=safe-stack -S %s -o - \
// RUN:   | %FileCheck --check-prefix=UNSAFE %s
// A slot is an array whose address goes to others, and what protects such arrays protects it, for these passes run
// after ours: the stack protector gives the frame a canary that it would not have had (trap 66), SafeStack moves the
// slot away from the return address (trap 72).
#include <stdlib.h>

__attribute__((noinline)) void fill(char *to, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = (char)(i * count);
}

// NONE-LABEL: promoted:
// NONE-NOT: {{call.*malloc}}
// NONE-NOT: __stack_chk_fail
// NONE: call{{q?}} fill
// NONE: ret
// CANARY-LABEL: promoted:
// CANARY-NOT: {{call.*malloc}}
// CANARY: call{{q?}} fill
// CANARY: call{{q?}} __stack_chk_fail
// UNSAFE-LABEL: promoted:
// UNSAFE-NOT: {{call.*malloc}}
// UNSAFE: __safestack_unsafe_stack_ptr
// UNSAFE: call{{q?}} fill
int promoted(int count)
{
	char *p = malloc(32);
	if (!p)
		return 1;
	fill(p, count);
	int r = p[3];
	free(p);
	return r;
}
