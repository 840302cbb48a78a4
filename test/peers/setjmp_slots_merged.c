// RUN: %exec %s
// CLASS: two slots share a place, and a longjmp brings the first one back
// WHOSE: LLVM #196468, PR #196542 (trap 45)
// Read straight on, the second block begins to live where the first is used no more. After the jump the first is used
// again.
// HEAP: O1,O2 == 2
// REFUSED: O1 again FunctionUnsafe
#include "../exec/program.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf home;

HELPER void jump(const int *numbers)
{
	longjmp(home, numbers[2] > 0 ? 1 : 2);
}

NOINLINE long again(int first)
{
	int *volatile before = malloc(32 * sizeof *before);
	fill(before, 32, first);
	if (setjmp(home) == 0) {
		int *behind = malloc(32 * sizeof *behind);
		fill(behind, 32, first + 100);
		long total = sum(behind, 32);
		int go = total > 0;
		behind[2] = go;
		int flag[3] = {0, 0, behind[2]};
		free(behind);
		jump(flag);
	}
	long total = sum(before, 32);
	free(before);
	return total;
}

int main(void)
{
	printf("%ld\n", again(opaque(6)));
	return 0;
}
