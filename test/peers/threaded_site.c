// RUN: %exec %s
// CLASS: one allocation becomes two by cloning, and one name stands for both
// WHOSE: .NET #121736, #121771 (trap 76)
// The block behind the allocation is copied for each value of the flag, and in the loop the copies are alive together.
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE long cloned(int rounds, int mode)
{
	long total = 0;
	int *kept = NULL;
	for (int i = 0; i < rounds; i++) {
		int flag = (i & mode) != 0;
		int *numbers = malloc(4 * sizeof *numbers);
		if (flag)
			fill(numbers, 4, i);
		else
			fill(numbers, 4, -i);
		if (kept)
			total = total * 3 + kept[1] - numbers[2];
		if (flag) {
			free(kept);
			kept = numbers;
		} else {
			total += sum(numbers, 4);
			free(numbers);
		}
	}
	if (kept)
		total += sum(kept, 4);
	free(kept);
	return total;
}

int main(void)
{
	printf("%ld %ld %ld\n", cloned(opaque(9), opaque(2)), cloned(opaque(9), opaque(0)), cloned(opaque(9), opaque(15)));
	return 0;
}
