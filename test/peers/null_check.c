// RUN: %exec %s
// CLASS: a null check keeps the object on the heap
// WHOSE: LDC (icmp is unknown), LLVM's heap-to-stack; LLVM #58743 (trap 6, 30)
// What every C program asks of malloc, with one free on each way out.
// HEAP: O1,O2 <= 0
// PROMOTED: O1 parse 2
#include "../exec/program.h"
#include <stdio.h>
#include <stdlib.h>

NOINLINE int parse(const char *text)
{
	int *digits = malloc(16 * sizeof *digits);
	int *seen = calloc(10, sizeof *seen);
	if (!digits || !seen) {
		free(digits);
		free(seen);
		return -1;
	}
	int count = 0;
	for (; text[count]; count++) {
		if (text[count] < '0' || text[count] > '9' || count == 15) {
			free(digits);
			free(seen);
			return -2;
		}
		digits[count] = text[count] - '0';
		seen[digits[count]]++;
	}
	int result = (int)sum(digits, count) * 100;
	for (int i = 0; i < 10; i++)
		result += seen[i] > 1;
	free(seen);
	free(digits);
	return result;
}

int main(void)
{
	printf("%d %d %d\n", parse("1213144"), parse("12x"), parse(""));
	return 0;
}
