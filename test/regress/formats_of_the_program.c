// RUN: %exec %s
// CFLAGS: -Wno-format
// A conversion that the program has registered may take two arguments, so nothing is known of those behind it (trap 12,
// trap 112).
#include "../exec/program.h"
#include <printf.h>
#include <stdio.h>
#include <stdlib.h>

static int *kept;

static int print(FILE *stream, const struct printf_info *info, const void *const *arguments)
{
	(void)stream, (void)info;
	kept = *(int *const *)arguments[1];
	return 0;
}

static int describe(const struct printf_info *info, size_t count, int *types, int *sizes)
{
	(void)info, (void)sizes;
	if (count > 1) {
		types[0] = PA_INT;
		types[1] = PA_POINTER;
	}
	return 2;
}

NOINLINE void put(const char *format, int v)
{
	(void)format;
	int *p = malloc(64);
	*p = v;
	printf("%Y%s\n", 1, (void *)p, "text");
}

int main(void)
{
	register_printf_specifier('Y', print, describe);
	put("", opaque(42));
	clobber_stack();
	printf("%d\n", *kept);
	return 0;
}
