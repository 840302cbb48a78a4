// UNSUPPORTED: asan
// RUN: %clang --config=%cfg -O1 -fstack-protector-strong %s -o %t
// RUN: %t 16 | %FileCheck --check-prefix=FITS %s
// RUN: %not --crash %t 24 2>&1 | %FileCheck --check-prefix=SMASHED %s
// What ran over the end of a block and met the next one there now meets the frame, as SECURITY.md says; the canary is
// what notices (trap 66).
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) void put(char *to, const char *from, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = from[i];
}

__attribute__((noinline)) int promoted(const char *from, int count)
{
	char *p = malloc(16);
	if (!p)
		return 1;
	put(p, from, count);
	int r = p[3];
	free(p);
	return r;
}

// FITS: 65
// SMASHED: stack smashing detected
int main(int argc, char **argv)
{
	char text[64];
	memset(text, 'A', sizeof text);
	printf("%d\n", promoted(text, argc > 1 ? atoi(argv[1]) : 0));
	return 0;
}
