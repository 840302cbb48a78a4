// RUN: %exec %s
// The buffer of gethostbyname_r holds an array of pointers into itself, two steps away from the result, which no model
// can say: it has none (trap 14, trap 112).
// CFLAGS: -D_GNU_SOURCE
// SANITIZE: no (the library's own reads are not all known to MemorySanitizer)
#include "../exec/program.h"
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>

NOINLINE char *address(const char *name)
{
	struct hostent host, *result = NULL;
	int error = 0;
	char *buffer = malloc(1024);
	if (!buffer || gethostbyname_r(name, &host, buffer, 1024, &result, &error) || !result)
		return NULL;
	return result->h_addr_list[0];
}

int main(void)
{
	const unsigned char *q = (const unsigned char *)address("127.0.0.1");
	clobber_stack();
	if (q)
		printf("%d.%d.%d.%d\n", q[0], q[1], q[2], q[3]);
	return 0;
}
