// RUN: %exec %s
// getline grows the buffer it is given and open_memstream and asprintf hand out their own: freed through memory
// (trap 19, trap 22).
// CFLAGS: -D_GNU_SOURCE
#include "program.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

NOINLINE int lines(FILE *from)
{
	size_t size = 8;
	char *line = malloc(size);
	int rows = 0, letters = 0;
	if (!line)
		return -1;
	for (ssize_t length; (length = getline(&line, &size, from)) > 0; rows++)
		letters += (int)length * (line[0] - 'a' + 1);
	free(line);
	return rows * 10000 + letters;
}

NOINLINE int formatted(int number)
{
	char *text = malloc(4), *old = text;
	if (!text)
		return -1;
	memset(text, 'o', 3);
	text[3] = 0;
	int length = asprintf(&text, "%s/%d", old, number);
	if (length < 0)
		abort();
	puts(text);
	free(text);
	free(old);
	return length;
}

NOINLINE void stream(int rounds)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	if (!out)
		abort();
	for (int i = 0; i < rounds; i++)
		fprintf(out, "%d,", i * i);
	fclose(out);
	printf("%zu %s\n", size, text);
	free(text);
}

int main(void)
{
	FILE *file = tmpfile();
	if (!file)
		return 2;
	fputs("a\nbee\ncharlie is a longer name than eight\n", file);
	for (int i = 0; i < 400; i++)
		fputc('d', file);
	rewind(file);
	printf("%d\n", lines(file));
	fclose(file);
	printf("%d\n", formatted(opaque(1234)));
	stream(opaque(12));
	return 0;
}
